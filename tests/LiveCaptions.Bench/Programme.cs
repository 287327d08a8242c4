using LiveCaptions.Media.Codecs;
using LiveCaptions.Speech;

namespace LiveCaptions.Bench;

/// <summary>
/// Audio and what is said in it; of clips one after the other, with pauses between and behind them: what one stream publishes.
/// </summary>
public sealed class Programme
{
    /// <param name="samples">16 kHz mono.</param>
    /// <param name="text">What is said.</param>
    public Programme(short[] samples, string text) => (Samples, Text) = (samples, text);

    /// <summary>16 kHz mono.</summary>
    public short[] Samples { get; }

    /// <summary>What is said.</summary>
    public string Text { get; }

    /// <summary>Seconds.</summary>
    public double Duration => Math.Round(AudioFormat.ToSeconds(Samples.Length), 3);

    /// <param name="gap">Seconds of silence behind each clip.</param>
    /// <exception cref="MediaReadException">A clip cannot be read.</exception>
    public static async Task<Programme> JoinAsync(IReadOnlyList<BenchClip> clips, double gap, CancellationToken cancellationToken)
    {
        var samples = new List<short>();
        foreach (var clip in clips)
        {
            samples.AddRange(await clip.SamplesAsync(cancellationToken));
            samples.AddRange(new short[AudioFormat.ToSamples(gap)]);
        }

        return new Programme([.. samples], string.Join(' ', clips.Select(clip => clip.Text)));
    }
}
