namespace LiveCaptions.Speech.Sounds;

/// <summary>A tone that stays at its pitch, while it sounds.</summary>
/// <param name="bin">Of <see cref="ToneFrame"/>, where it began.</param>
/// <param name="start">Number of its first frame.</param>
internal sealed class Tone(int bin, int start)
{
    public int Bin { get; } = bin;

    public int Start { get; } = start;

    /// <summary>Whether it begins anew, and is not another that glides on.</summary>
    public bool IsNote { get; init; }

    /// <summary>Number of the frame behind its last.</summary>
    public int End { get; private set; } = start;

    /// <summary>Mean over its frames.</summary>
    public double Energy => _energy / (End - Start);

    /// <summary>In semitones above 55 Hz.</summary>
    public int Pitch => (int)Math.Round(12 * Math.Log2(Bin * ToneFrame.BinWidth / 55));

    private double _energy;

    public void Sound(int frame, double energy)
    {
        _energy += energy;
        End = frame + 1;
    }
}
