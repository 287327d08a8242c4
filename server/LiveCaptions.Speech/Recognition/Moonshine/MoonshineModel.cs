using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>
/// The weights of one Moonshine model as the graphs of <see cref="MoonshineGraphs"/>. Shared by all streams; thread-safe.
/// </summary>
internal sealed class MoonshineModel : IDisposable
{
    private readonly Lazy<OnnxModel> _batch;

    private MoonshineModel(MoonshineSize size, OnnxModel stem, OnnxModel body, OnnxModel cross, OnnxModel step, Lazy<OnnxModel>? batch)
    {
        Size = size;
        Stem = stem;
        Body = body;
        Cross = cross;
        Step = step;
        CanBatch = batch is not null;
        _batch = batch ?? new Lazy<OnnxModel>(() => throw new NotSupportedException("Row-wise quantisation runs on the CPU only."));
    }

    public MoonshineSize Size { get; }

    public OnnxModel Stem { get; }

    public OnnxModel Body { get; }

    public OnnxModel Cross { get; }

    public OnnxModel Step { get; }

    /// <summary>Whether there is a <see cref="Batch"/>: row-wise quantisation uses operators of the CPU.</summary>
    public bool CanBatch { get; }

    /// <summary>
    /// The decoder for several utterances, loaded when the first batch is decoded: it has weights of its own (45 MB for base), and a
    /// pass of a single text would take it a tenth longer than <see cref="Step"/>.
    /// </summary>
    public OnnxModel Batch => _batch.Value;

    /// <param name="encoderPath">encoder_model.onnx as published, 8-bit.</param>
    /// <param name="decoderPath">decoder_model_merged.onnx as published, 8-bit.</param>
    /// <exception cref="InvalidDataException">A file is no ONNX model.</exception>
    public static MoonshineModel Load(MoonshineSize size, string encoderPath, string decoderPath, ExecutionProvider provider)
    {
        var (encoder, decoder) = (File.ReadAllBytes(encoderPath), File.ReadAllBytes(decoderPath));
        return new MoonshineModel(
            size,
            Load(encoder, MoonshineGraphs.Stem, size, provider),
            Load(encoder, MoonshineGraphs.Body, size, provider),
            Load(decoder, MoonshineGraphs.Cross, size, provider),
            Load(decoder, MoonshineGraphs.Step, size, provider),
            provider.Name == "cpu" ? new Lazy<OnnxModel>(() => LoadBatch(decoderPath, size, provider)) : null);
    }

    /// <summary>A published graph, edited.</summary>
    public static OnnxModel Load(
        ReadOnlyMemory<byte> published, Func<OnnxGraph, MoonshineSize, OnnxGraph> edit, MoonshineSize size, ExecutionProvider provider) =>
        new(Edit(published, edit, size, provider).ToBytes(), provider);

    public void Dispose()
    {
        Stem.Dispose();
        Body.Dispose();
        Cross.Dispose();
        Step.Dispose();
        if (_batch.IsValueCreated)
        {
            _batch.Value.Dispose();
        }
    }

    private static OnnxModel LoadBatch(string path, MoonshineSize size, ExecutionProvider provider)
    {
        var batch = LoadBatch(File.ReadAllBytes(path), size, provider);
        SpareMemory.GiveBack();
        return batch;
    }

    private static OnnxModel LoadBatch(ReadOnlyMemory<byte> decoder, MoonshineSize size, ExecutionProvider provider) =>
        new(MoonshineGraphs.Batch(Edit(decoder, MoonshineGraphs.Step, size, provider), size, BatchPass.Slots).ToBytes(), provider);

    private static OnnxGraph Edit(
        ReadOnlyMemory<byte> published, Func<OnnxGraph, MoonshineSize, OnnxGraph> edit, MoonshineSize size, ExecutionProvider provider)
    {
        var graph = edit(OnnxGraph.Parse(published), size);
        if (provider.Name == "cpu" && SignedWeights.Supported)
        {
            SignedWeights.Apply(graph);
            graph.Prune();
        }

        return graph;
    }
}
