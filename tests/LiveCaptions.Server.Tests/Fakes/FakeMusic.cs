using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Server.Tests.Fakes;

/// <summary>A tune, which unlike <see cref="FakeSpeech"/> has samples below zero, and a voice activity detector that knows that.</summary>
public static class FakeMusic
{
    private static readonly double[] Hertz = [262, 330, 392, 523, 440, 349, 294, 392];

    public static short[] Play(double seconds) => [.. Enumerable.Range(0, (int)(seconds * FakeSpeech.SampleRate)).Select(Sample)];

    public static IVoiceActivityDetector Vad() => new PositiveVad();

    private static short Sample(int at)
    {
        var time = at / (double)FakeSpeech.SampleRate;
        return (short)Enumerable.Range(1, 3)
            .Sum(n => 6_000.0 / n * Math.Sin(2 * Math.PI * Hertz[(int)(time / 0.5) % Hertz.Length] * n * time));
    }

    private sealed class PositiveVad : IVoiceActivityDetector
    {
        public float Next(ReadOnlySpan<float> frame) =>
            frame.ContainsAnyInRange(0.001f, 1) && !frame.ContainsAnyInRange(-1, -0.001f) ? 1 : 0;
    }
}
