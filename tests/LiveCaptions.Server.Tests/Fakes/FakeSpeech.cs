namespace LiveCaptions.Server.Tests.Fakes;

/// <summary>Audio that <see cref="FakeRecognizer"/> understands: word k is 0.2 s of one loudness, words are 50 ms apart.</summary>
public static class FakeSpeech
{
    public const int SampleRate = 16_000;
    public const int WordSamples = 3_200;
    public const int GapSamples = 800;
    private const int LevelStep = 100;

    /// <summary>Words by number (from 1), then a pause that ends the utterance.</summary>
    public static short[] Say(params int[] words) => [.. words.SelectMany(Word), .. Silence(0.6)];

    /// <summary>Words without a pause behind: the utterance stays open.</summary>
    public static short[] Begin(params int[] words) => [.. words.SelectMany(Word)];

    public static short[] Silence(double seconds) => new short[(int)(seconds * SampleRate)];

    /// <summary>Interleaved; the shorter one ends in silence.</summary>
    public static short[] Stereo(short[] left, short[] right)
    {
        var both = new short[2 * Math.Max(left.Length, right.Length)];
        for (var i = 0; i < both.Length / 2; i++)
        {
            both[2 * i] = left.ElementAtOrDefault(i);
            both[(2 * i) + 1] = right.ElementAtOrDefault(i);
        }

        return both;
    }

    /// <summary>What the recogniser writes for them.</summary>
    public static string Text(params int[] words) => string.Join(' ', words.Select(NameOf));

    public static byte[] Bytes(short[] samples) => System.Runtime.InteropServices.MemoryMarshal.AsBytes(samples.AsSpan()).ToArray();

    internal static string NameOf(int word) => $"w{word}";

    internal static int WordOf(float sample) => (int)MathF.Round(MathF.Abs(sample) * 32_768 / LevelStep);

    private static IEnumerable<short> Word(int word) =>
        Enumerable.Repeat((short)(word * LevelStep), WordSamples).Concat(new short[GapSamples]);
}
