using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Tests.Recognition;

/// <summary>A piece of audio with its speech probability per frame, so that it can be heard many times.</summary>
public sealed class SpeechTrack
{
    public SpeechTrack(float[] samples, IVoiceActivityDetector vad)
    {
        Samples = samples;
        var frame = new float[IVoiceActivityDetector.FrameLength];
        Probabilities = [.. Enumerable.Range(0, (samples.Length + frame.Length - 1) / frame.Length).Select(i =>
        {
            Array.Clear(frame);
            Frame(i).CopyTo(frame);
            return vad.Next(frame);
        })];
    }

    public float[] Samples { get; }

    public IReadOnlyList<float> Probabilities { get; }

    public int Frames => Probabilities.Count;

    public ReadOnlySpan<float> Frame(int index)
    {
        var start = index * IVoiceActivityDetector.FrameLength;
        return Samples.AsSpan(start, Math.Min(IVoiceActivityDetector.FrameLength, Samples.Length - start));
    }
}
