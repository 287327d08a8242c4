using LiveCaptions.Speech;

namespace LiveCaptions.Bench.Ingest;

/// <summary>
/// What sounds like speech to a codec, where there are no recordings: syllables of 200 ms with a pitch and a loudness of their own,
/// and pauses. The same each time, and nowhere the same within itself.
/// </summary>
internal static class Babble
{
    private const int Syllable = AudioFormat.SampleRate / 5;
    private const int Harmonics = 12;
    private const double PauseShare = 0.2;
    private const double Loudness = 3_000;

    public static short[] Make(int length)
    {
        var random = new Random(1);
        var samples = new short[length];
        for (var at = 0; at < length; at += Syllable)
        {
            var loudness = random.NextDouble() < PauseShare ? 0 : Loudness * (0.3 + random.NextDouble());
            Speak(samples.AsSpan(at, Math.Min(Syllable, length - at)), pitch: 90 + (130 * random.NextDouble()), loudness, random);
        }

        return samples;
    }

    private static void Speak(Span<short> samples, double pitch, double loudness, Random random)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            var sum = random.NextDouble() - 0.5;
            for (var harmonic = 1; harmonic <= Harmonics; harmonic++)
            {
                sum += Math.Sin(2 * Math.PI * harmonic * pitch * i / AudioFormat.SampleRate) / harmonic;
            }

            samples[i] = (short)(loudness * Math.Sin(Math.PI * i / Syllable) * sum);
        }
    }
}
