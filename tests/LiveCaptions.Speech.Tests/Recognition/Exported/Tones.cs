using LiveCaptions.Speech.Features;

namespace LiveCaptions.Speech.Tests.Recognition.Exported;

/// <summary>Speech for <see cref="MadeModels"/>: each token has a pitch.</summary>
internal static class Tones
{
    /// <summary>By number; the blank is silent.</summary>
    public static readonly IReadOnlyList<string> Tokens = ["▁one", "▁two", "▁th", "ree", "▁four", "▁five"];

    private static readonly double[] Pitches = [400, 800, 1400, 2200, 3200, 4500];

    /// <summary>Samples in which a tone comes and goes, so that it is heard in its own bin alone: 20 ms.</summary>
    private const int Fade = AudioFormat.SampleRate / 50;

    /// <summary>Tones of 0.3 s, 64 ms apart.</summary>
    public static float[] Say(params IEnumerable<string> tokens) =>
        [.. tokens.SelectMany(token => (float[])[.. Tone(NumberOf(token), 4800), .. new float[1024]])];

    /// <summary>The bin in which a token's tone is loudest.</summary>
    public static int BinOf(Fbank fbank, int token)
    {
        var features = new float[fbank.Width];
        fbank.Compute(Tone(token, Fbank.FrameLength), features);
        return features.Index().MaxBy(each => each.Item).Index;
    }

    private static int NumberOf(string token) => Tokens.Index().First(each => each.Item == token).Index;

    private static float[] Tone(int token, int samples) => [.. Enumerable.Range(1, samples).Select(t =>
    {
        var gain = 0.15 * (1 - Math.Cos(Math.PI * Math.Min(1, Math.Min(t, samples + 1 - t) / (double)Fade)));
        return (float)(gain * Math.Sin(2 * Math.PI * Pitches[token] * t / AudioFormat.SampleRate));
    })];
}
