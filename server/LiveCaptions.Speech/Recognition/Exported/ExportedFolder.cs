namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>
/// The files of an exported model, by the names that sherpa-onnx's models have: <c>tokens.txt</c>, and <c>encoder…onnx</c>,
/// <c>decoder…onnx</c> and <c>joiner…onnx</c> of a transducer, or <c>model…onnx</c> of a CTC model. Of a file in several precisions, the
/// one of 8 bits is taken.
/// </summary>
internal sealed class ExportedFolder(string path)
{
    private const string Quantised = "int8";

    /// <summary>Of weights that are kept apart, too.</summary>
    private static readonly string[] Extensions = [".onnx", ".data", ".weights"];

    /// <summary>The folder.</summary>
    public string Root { get; } = System.IO.Path.GetFullPath(path);

    public string Tokens => System.IO.Path.Combine(Root, "tokens.txt");

    public bool IsTransducer => Candidates("encoder").Length > 0;

    /// <summary>All that is read of it.</summary>
    public IReadOnlyList<string> Files => !Directory.Exists(Root)
        ? [Tokens]
        : [Tokens, System.IO.Path.Combine(Root, ExportedSettings.FileName), .. Directory.EnumerateFiles(Root)
            .Where(file => Extensions.Contains(System.IO.Path.GetExtension(file), StringComparer.Ordinal)).Order(StringComparer.Ordinal)];

    /// <exception cref="EngineUnavailableException">It is not there.</exception>
    public void Check()
    {
        if (!File.Exists(Tokens))
        {
            throw new EngineUnavailableException(
                $"There is no exported model in {Root}. Give a folder with tokens.txt and encoder, decoder and joiner, or model, in ONNX.");
        }
    }

    /// <summary>The path of one of the graphs.</summary>
    /// <param name="part">What its name begins with.</param>
    /// <exception cref="EngineUnavailableException">It is not there, or there are several.</exception>
    public string Find(string part)
    {
        var all = Candidates(part);
        var best = Array.FindAll(all, IsQuantised) is { Length: > 0 } quantised ? quantised : all;
        return best.Length == 1
            ? best[0]
            : throw new EngineUnavailableException(best.Length == 0
                ? $"{Root} has no {part}.onnx. A transducer has encoder, decoder and joiner, a CTC model has model.onnx."
                : $"{Root} has several files for {part}: {string.Join(", ", best.Select(System.IO.Path.GetFileName))}. Leave one.");
    }

    private static bool IsQuantised(string path) => System.IO.Path.GetFileName(path).Contains(Quantised, StringComparison.Ordinal);

    private string[] Candidates(string part) => Directory.Exists(Root)
        ? [.. Directory.EnumerateFiles(Root, $"{part}*.onnx").Order(StringComparer.Ordinal)]
        : [];
}
