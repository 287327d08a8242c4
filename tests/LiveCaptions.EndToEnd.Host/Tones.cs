namespace LiveCaptions.EndToEnd.Host;

/// <summary>
/// A language that tests can speak exactly: a word is a stretch of one loudness, and its number is the loudness.
/// Audio that is lost, doubled or out of order therefore gives other words.
/// </summary>
public static class Tones
{
    /// <summary>Loudness steps in full scale.</summary>
    public const int Steps = 50;

    /// <summary>Samples of a word at 16 kHz: half a second.</summary>
    public const int WordLength = 8_000;

    private const int Quietest = 2;
    private const int Different = 47;
    private const int HalfPeriod = 20;

    /// <summary>The words that <see cref="Speak"/> says.</summary>
    public static IReadOnlyList<string> Words(int count) => [.. Enumerable.Range(0, count).Select(index => Word(LevelOf(index)))];

    /// <summary>Samples, 16 kHz mono, of the first words.</summary>
    public static short[] Speak(int count)
    {
        var samples = new short[count * WordLength];
        for (var i = 0; i < samples.Length; i++)
        {
            var loudness = (short)(LevelOf(i / WordLength) * short.MaxValue / Steps);
            samples[i] = (i / HalfPeriod) % 2 == 0 ? loudness : (short)-loudness;
        }

        return samples;
    }

    /// <summary>The word of a loudness.</summary>
    public static string Word(int level) => $"w{level}";

    /// <summary>The loudness of some samples.</summary>
    public static int LevelOf(ReadOnlySpan<float> samples)
    {
        var loudest = 0f;
        foreach (var sample in samples)
        {
            loudest = Math.Max(loudest, Math.Abs(sample));
        }

        return (int)Math.Round(loudest * Steps);
    }

    private static int LevelOf(int index) => Quietest + (index % Different);
}
