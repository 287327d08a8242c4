using LiveCaptions.Speech.Features;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Tests.Inference;

namespace LiveCaptions.Speech.Tests.Recognition.Exported;

/// <summary>
/// Folders as sherpa-onnx's models come in, with graphs of a few nodes that hear <see cref="Tones"/>: a token scores by the energy of its
/// bin, the blank by nothing. Inputs, outputs and metadata are those of the real exports.
/// </summary>
internal static class MadeModels
{
    public const int Float = 1;
    public const int Int32 = 6;
    public const int Int64 = 7;

    /// <summary>Far below any other score.</summary>
    private const float Never = -1000;

    public static int TokenCount => Tones.Tokens.Count + 1;

    public static void Write(string folder, string kind)
    {
        Directory.CreateDirectory(folder);
        switch (kind)
        {
            case "zipformer":
                MadeZipformer.Write(folder);
                break;
            case "zipformer-offline":
                MadeZipformer.WriteOffline(folder);
                break;
            case "nemo-ctc" or "nemo-ctc-normalised":
                MadeNemo.WriteCtc(folder, isNormalised: kind != "nemo-ctc");
                break;
            case "nemo-streaming" or "nemo-streaming-rnnt":
                MadeNemo.WriteStreaming(folder, isTransducer: kind != "nemo-streaming");
                break;
            default:
                MadeNemo.WriteTransducer(folder, hasDurations: kind == "nemo-tdt");
                break;
        }
    }

    /// <param name="blankFirst">Where the blank stands: first, as in icefall, or last, as in NeMo.</param>
    public static void WriteTokens(string folder, bool blankFirst)
    {
        IEnumerable<string> tokens = blankFirst ? ["<blk>", .. Tones.Tokens] : [.. Tones.Tokens, "<blk>"];
        File.WriteAllLines(Path.Combine(folder, "tokens.txt"), tokens.Select((token, i) => $"{token} {i}"));
    }

    /// <summary>From bins to scores: <paramref name="scale"/> for each unit that a bin is above <paramref name="threshold"/>.</summary>
    public static OnnxTensor[] Scores(Fbank fbank, bool blankFirst, float scale, float threshold)
    {
        var weights = new float[fbank.Width * TokenCount];
        var bias = new float[TokenCount];
        for (var token = 0; token < Tones.Tokens.Count; token++)
        {
            var column = token + (blankFirst ? 1 : 0);
            weights[(Tones.BinOf(fbank, token) * TokenCount) + column] = scale;
            bias[column] = -scale * threshold;
        }

        return [OnnxTensor.Create("weights", [fbank.Width, TokenCount], weights), OnnxTensor.Create("bias", [TokenCount], bias)];
    }

    /// <summary>[tokens, tokens]: what was said is not said again.</summary>
    public static OnnxTensor SaidOnce(bool blankFirst)
    {
        var table = new float[TokenCount * TokenCount];
        for (var token = 0; token < Tones.Tokens.Count; token++)
        {
            var at = token + (blankFirst ? 1 : 0);
            table[(at * TokenCount) + at] = Never;
        }

        return OnnxTensor.Create("said", [TokenCount, TokenCount], table);
    }

    public static void Save(
        string folder, string name, (string Key, string Value)[] metadata, ProtoMessage[] inputs, string[] outputs, OnnxTensor[] constants,
        params OnnxNode[] nodes)
    {
        var model = ProtoMessage.Parse(TestGraphs.Model(inputs, outputs, constants, nodes));
        foreach (var (key, value) in metadata)
        {
            model.Add(14, new ProtoMessage().Add(1, key).Add(2, value));
        }

        File.WriteAllBytes(Path.Combine(folder, $"{name}.onnx"), model.ToBytes());
    }

    /// <summary>Writes another value into a graph's metadata.</summary>
    public static void Change(string path, string key, string value)
    {
        var model = ProtoMessage.Parse(File.ReadAllBytes(path));
        var properties = model.All(14).Select(ProtoMessage.Parse).Where(each => each.Text(1) != key).ToList();
        model.Remove(14);
        properties.ForEach(each => model.Add(14, each));
        File.WriteAllBytes(path, model.Add(14, new ProtoMessage().Add(1, key).Add(2, value)).ToBytes());
    }

    /// <summary>Cuts a file somewhere, or writes over a few of its bytes.</summary>
    public static void Damage(string path, Random random, bool isCut)
    {
        var bytes = File.ReadAllBytes(path);
        for (var i = 0; i < 3; i++)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        File.WriteAllBytes(path, isCut ? bytes[..random.Next(bytes.Length)] : bytes);
    }

    public static OnnxTensor Numbers(string name, params long[] values) => OnnxTensor.Create(name, [values.Length], values);
}
