using System.Runtime.InteropServices;
using System.Text;

namespace LiveCaptions.Speech.Tests.Recognition.Whisper;

/// <summary>
/// A ggml file that whisper.cpp loads and runs, of one layer and 16 channels, made by hand: it hears nothing and says <c>one two</c> every
/// second, in German. Each token has a channel of its own; the decoder's one feed-forward layer turns a token's channel into that of the
/// token which follows it, and all that has no channel into the time 0:00. Attention is switched off by zeros.
/// </summary>
internal static class MadeWhisper
{
    /// <summary>Of the smallest model that knows several languages: token numbers follow from it.</summary>
    private const int Tokens = 51_865;

    private const int EndOfText = 50_257;
    private const int StartOfTranscript = 50_258;
    private const int German = StartOfTranscript + 3;
    private const int TimeZero = 50_364;
    private const int OneSecond = TimeZero + 50;

    /// <summary>How weights of several dimensions are kept; all else has 32 bits.</summary>
    private const int HalfPrecision = 1;

    private const int Width = 16;
    private const int AudioLength = 1500;
    private const int TextLength = 448;
    private const int Mels = 80;
    private const int Bins = 201;

    /// <summary>So far a token's logit is above all others: as good as certain among 51,865 tokens.</summary>
    private const float Certain = 22;

    /// <summary>What the program looks up by its text, and the words that the model says.</summary>
    private static readonly string[] Texts = [" ", " -", "-", " '", "'", "!", " one", " two", ",", "."];

    private const int One = 6;
    private const int Two = 7;

    /// <summary>Token → its channel.</summary>
    private static readonly (int Token, int Channel)[] Channels =
        [(StartOfTranscript, 0), (German, 1), (TimeZero, 2), (One, 3), (Two, 4), (OneSecond, 5), (EndOfText, 6)];

    /// <summary>Channel → the channel of what comes next, and how much it is wanted: a third time in a row is not allowed.</summary>
    private static readonly (int Channel, int Next, float Want)[] Followers =
        [(0, 1, 100), (2, 3, 100), (3, 4, 100), (4, 5, 400), (5, 5, 450), (5, 6, 400), (FarChannel, 4, 200)];

    /// <summary>
    /// The channel of places far behind a text's beginning, which only a long prompt reaches: there, <c>one</c> is left out.
    /// </summary>
    private const int FarChannel = 7;

    /// <summary>Tokens of a prompt that reaches the far places: more than the model says in half a minute.</summary>
    public const int LongPrompt = 180;

    public static void Write(string path)
    {
        using var file = new BinaryWriter(File.Create(path));
        file.Write(0x67676d6c);
        foreach (var size in (int[])[Tokens, AudioLength, Width, 1, 1, TextLength, Width, 1, 1, Mels, HalfPrecision])
        {
            file.Write(size);
        }

        file.Write(Mels);
        file.Write(Bins);
        file.Write(new byte[sizeof(float) * Mels * Bins]);
        file.Write(Texts.Length);
        foreach (var bytes in Texts.Select(Encoding.UTF8.GetBytes))
        {
            file.Write(bytes.Length);
            file.Write(bytes);
        }

        WriteEncoder(file);
        WriteDecoder(file);
    }

    private static void WriteEncoder(BinaryWriter file)
    {
        Tensor(file, "encoder.positional_embedding", [Width, AudioLength]);
        Tensor(file, "encoder.conv1.weight", [3, Mels, Width]);
        Tensor(file, "encoder.conv1.bias", [1, Width]);
        Tensor(file, "encoder.conv2.weight", [3, Width, Width]);
        Tensor(file, "encoder.conv2.bias", [1, Width]);
        Tensor(file, "encoder.ln_post.weight", [Width]);
        Tensor(file, "encoder.ln_post.bias", [Width]);
        Attention(file, "encoder.blocks.0.attn");
        FeedForward(file, "encoder.blocks.0", new float[4 * Width * Width], new float[4 * Width * Width], new float[Width]);
    }

    private static void WriteDecoder(BinaryWriter file)
    {
        var places = new float[TextLength * Width];
        for (var place = LongPrompt; place < TextLength; place++)
        {
            places[(place * Width) + FarChannel] = 1;
        }

        var tokens = new float[Tokens * Width];
        foreach (var (token, channel) in Channels)
        {
            tokens[(token * Width) + channel] = 1;
        }

        Tensor(file, "decoder.positional_embedding", [Width, TextLength], places);
        Tensor(file, "decoder.token_embedding.weight", [Width, Tokens], tokens);
        Tensor(file, "decoder.ln.weight", [Width], [.. Enumerable.Repeat(Certain / Peak, Width)]);
        Tensor(file, "decoder.ln.bias", [Width]);
        Attention(file, "decoder.blocks.0.attn");
        Attention(file, "decoder.blocks.0.cross_attn");
        var (inner, outer) = Successors();
        var otherwise = new float[Width];
        otherwise[2] = 150;
        FeedForward(file, "decoder.blocks.0", inner, outer, otherwise);
    }

    /// <summary>A channel that alone is 1, behind a normalisation to mean 0 and variance 1.</summary>
    private static float Peak => (1 - (1f / Width)) / MathF.Sqrt((1f / Width) * (1 - (1f / Width)));

    /// <summary>Inner channel k fires where outer channel k is the highest, and then raises the channel that follows it.</summary>
    private static (float[] Inner, float[] Outer) Successors()
    {
        var inner = new float[4 * Width * Width];
        var outer = new float[4 * Width * Width];
        foreach (var (channel, next, want) in Followers)
        {
            inner[(channel * Width) + channel] = 1;
            outer[(next * 4 * Width) + channel] = want;
        }

        return (inner, outer);
    }

    private static void Attention(BinaryWriter file, string name)
    {
        Tensor(file, $"{name}_ln.weight", [Width]);
        Tensor(file, $"{name}_ln.bias", [Width]);
        foreach (var part in (string[])["query", "key", "value", "out"])
        {
            Tensor(file, $"{name}.{part}.weight", [Width, Width]);
            if (part != "key")
            {
                Tensor(file, $"{name}.{part}.bias", [Width]);
            }
        }
    }

    private static void FeedForward(BinaryWriter file, string block, float[] inner, float[] outer, float[] bias)
    {
        Tensor(file, $"{block}.mlp_ln.weight", [Width], [.. Enumerable.Repeat(1f, Width)]);
        Tensor(file, $"{block}.mlp_ln.bias", [Width]);
        Tensor(file, $"{block}.mlp.0.weight", [Width, 4 * Width], inner);
        Tensor(file, $"{block}.mlp.0.bias", [4 * Width]);
        Tensor(file, $"{block}.mlp.2.weight", [4 * Width, Width], outer);
        Tensor(file, $"{block}.mlp.2.bias", [Width], bias);
    }

    /// <param name="shape">The innermost dimension first.</param>
    /// <param name="values">Zeros where there are none.</param>
    private static void Tensor(BinaryWriter file, string name, int[] shape, float[]? values = null)
    {
        var isHalf = shape.Length > 1 && name.EndsWith(".weight", StringComparison.Ordinal);
        file.Write(shape.Length);
        file.Write(name.Length);
        file.Write(isHalf ? HalfPrecision : 0);
        Array.ForEach(shape, file.Write);
        file.Write(Encoding.ASCII.GetBytes(name));
        values ??= new float[shape.Aggregate(1, (all, size) => all * size)];
        file.Write(isHalf
            ? MemoryMarshal.AsBytes<Half>(Array.ConvertAll(values, value => (Half)value))
            : MemoryMarshal.AsBytes<float>(values));
    }
}
