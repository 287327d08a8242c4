namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>When an utterance begins and ends. Durations in seconds, rounded to frames of 32 ms.</summary>
public sealed record EndpointOptions
{
    /// <summary>
    /// Where nobody waits for an utterance to end: cut at breaths, a fifth more of the words are wrong, as no piece has anything before it
    /// that helps.
    /// </summary>
    public static readonly EndpointOptions Files = new()
    {
        Pause = 0.384,
        LongestPause = 1,
        ShortestPause = 0.7,
        LongUtterance = 20,
        MaxUtterance = 28,
    };

    /// <summary>A frame of at least this probability begins an utterance.</summary>
    public float SpeechThreshold { get; init; } = 0.3f;

    /// <summary>Within an utterance, frames below this are silence.</summary>
    public float SilenceThreshold { get; init; } = 0.2f;

    /// <summary>Audio before the first speech frame that belongs to the utterance: voice activity comes late on soft onsets.</summary>
    public double Lead { get; init; } = 0.512;

    /// <summary>Silence after which the utterance is decoded, in case that was its end; also the silence that is left at its end.</summary>
    public double Pause { get; init; } = 0.224;

    /// <summary>Silence that ends a short utterance: people think before they go on.</summary>
    public double LongestPause { get; init; } = 0.512;

    /// <summary>Silence that ends a long utterance: the longer it gets, the shorter the breath that ends it.</summary>
    public double ShortestPause { get; init; } = 0.16;

    /// <summary>Up to this length an utterance is short.</summary>
    public double ShortUtterance { get; init; } = 2;

    /// <summary>From this length on an utterance is long.</summary>
    public double LongUtterance { get; init; } = 4.5;

    /// <summary>An utterance is cut here at the latest, at its quietest place.</summary>
    public double MaxUtterance { get; init; } = 10;

    /// <summary>Less speech than this is a click, not a word.</summary>
    public double MinSpeech { get; init; } = 0.128;

    internal int Frames(double seconds) => (int)Math.Round(seconds * AudioFormat.SampleRate / Vad.IVoiceActivityDetector.FrameLength);

    /// <summary>Frames of silence that end an utterance of <paramref name="frames"/> frames.</summary>
    internal int EndSilence(int frames)
    {
        var (from, to) = (Frames(ShortUtterance), Frames(LongUtterance));
        var share = Math.Clamp((frames - from) / (double)(to - from), 0, 1);
        return Frames(LongestPause + (share * (ShortestPause - LongestPause)));
    }
}
