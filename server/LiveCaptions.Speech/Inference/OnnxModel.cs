using Microsoft.ML.OnnxRuntime;

namespace LiveCaptions.Speech.Inference;

/// <summary>A loaded graph, shared by all streams. Thread-safe.</summary>
internal sealed class OnnxModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();

    /// <param name="model">ModelProto bytes; not kept.</param>
    public OnnxModel(byte[] model, ExecutionProvider provider)
        : this(options => new InferenceSession(model, options), provider)
    {
    }

    /// <param name="path">A file, with files beside it where its weights are kept apart.</param>
    public OnnxModel(string path, ExecutionProvider provider)
        : this(options => new InferenceSession(path, options), provider)
    {
    }

    private OnnxModel(Func<SessionOptions, InferenceSession> load, ExecutionProvider provider)
    {
        using var options = provider.CreateOptions();
        _session = load(options);
        InputNames = _session.InputNames;
        OutputNames = _session.OutputNames;
        Inputs = _session.InputMetadata;
        Outputs = _session.OutputMetadata;
        Metadata = _session.ModelMetadata.CustomMetadataMap;
    }

    /// <summary>What who exported it wrote about it.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    public IReadOnlyList<string> InputNames { get; }

    public IReadOnlyList<string> OutputNames { get; }

    /// <summary>Types and shapes by name; −1 is a dimension that varies.</summary>
    public IReadOnlyDictionary<string, NodeMetadata> Inputs { get; }

    /// <inheritdoc cref="Inputs"/>
    public IReadOnlyDictionary<string, NodeMetadata> Outputs { get; }

    /// <summary>Runs the graph. The caller disposes the outputs, which come in the order of <see cref="OutputNames"/>.</summary>
    public IDisposableReadOnlyCollection<OrtValue> Run(IReadOnlyCollection<string> names, IReadOnlyCollection<OrtValue> inputs) =>
        _session.Run(_run, names, inputs, OutputNames);

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }

    /// <summary>A tensor over the caller's memory, which must outlive it.</summary>
    public static OrtValue Tensor(Memory<float> values, params long[] shape) =>
        OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values, shape);
}
