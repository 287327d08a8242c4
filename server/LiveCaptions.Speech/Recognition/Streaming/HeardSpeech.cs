using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>What was heard of an utterance at some time; stays as it is while the utterance grows.</summary>
/// <param name="Start">Position of its first sample.</param>
/// <param name="Probabilities">Of speech, per frame.</param>
/// <param name="SpeechEnd">Position behind the last frame that held speech.</param>
/// <param name="SilenceThreshold">Frames of less than this probability are silence.</param>
internal sealed record HeardSpeech(
    long Start, ReadOnlyMemory<float> Audio, ReadOnlyMemory<float> Probabilities, long SpeechEnd, float SilenceThreshold)
{
    public long End => Start + Audio.Length;

    /// <summary>The number of the frame that holds a position.</summary>
    public int FrameAt(long position) => (int)Math.Max(0, (position - Start) / IVoiceActivityDetector.FrameLength);

    /// <summary>Samples of speech from a frame on.</summary>
    public long SpeechSamplesFrom(int frame)
    {
        var frames = 0;
        foreach (var probability in Probabilities.Span[frame..])
        {
            frames += probability >= SilenceThreshold ? 1 : 0;
        }

        return (long)frames * IVoiceActivityDetector.FrameLength;
    }

    /// <summary>Of a frame's first sample.</summary>
    public long Position(int frame) => Start + ((long)frame * IVoiceActivityDetector.FrameLength);
}
