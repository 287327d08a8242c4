namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>Speech that is being heard.</summary>
/// <param name="start">Position of its first sample.</param>
internal sealed class OpenSpeech(StreamedUtterance utterance, long start) : IDisposable
{
    private readonly List<float> _pending = [];

    public long Start { get; } = start;

    /// <summary>Position behind what was heard.</summary>
    public long End { get; private set; } = start;

    /// <summary>Position behind what was decoded.</summary>
    public long DecodedTo => Math.Min(End, Start + utterance.Decoded);

    /// <summary>Frames of silence at the end.</summary>
    public int Silence { get; private set; }

    /// <summary>Frames of speech.</summary>
    public int Spoken { get; private set; }

    /// <summary>Samples that were not decoded yet.</summary>
    public int Pending => _pending.Count;

    /// <summary>Leading tokens whose words were given out.</summary>
    public int Given { get; set; }

    public StreamedUtterance Utterance => utterance;

    public void Add(ReadOnlySpan<float> samples, bool isSpeech)
    {
        _pending.AddRange(samples);
        End += samples.Length;
        (Silence, Spoken) = isSpeech ? (0, Spoken + 1) : (Silence + 1, Spoken);
    }

    /// <summary>What was not decoded yet.</summary>
    public float[] Take()
    {
        float[] pending = [.. _pending];
        _pending.Clear();
        return pending;
    }

    public void Dispose() => utterance.Dispose();
}
