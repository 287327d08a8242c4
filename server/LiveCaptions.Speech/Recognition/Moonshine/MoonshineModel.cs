using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>The weights of one Moonshine model as the four graphs of <see cref="MoonshineGraphs"/>. Shared by all streams; thread-safe.</summary>
internal sealed class MoonshineModel : IDisposable
{
    private MoonshineModel(MoonshineSize size, OnnxModel stem, OnnxModel body, OnnxModel cross, OnnxModel step)
    {
        Size = size;
        Stem = stem;
        Body = body;
        Cross = cross;
        Step = step;
    }

    public MoonshineSize Size { get; }

    public OnnxModel Stem { get; }

    public OnnxModel Body { get; }

    public OnnxModel Cross { get; }

    public OnnxModel Step { get; }

    /// <param name="encoderPath">encoder_model.onnx as published, 8-bit.</param>
    /// <param name="decoderPath">decoder_model_merged.onnx as published, 8-bit.</param>
    /// <exception cref="InvalidDataException">A file is no ONNX model.</exception>
    public static MoonshineModel Load(MoonshineSize size, string encoderPath, string decoderPath, ExecutionProvider provider) => new(
        size,
        Load(encoderPath, MoonshineGraphs.Stem, size, provider),
        Load(encoderPath, MoonshineGraphs.Body, size, provider),
        Load(decoderPath, MoonshineGraphs.Cross, size, provider),
        Load(decoderPath, MoonshineGraphs.Step, size, provider));

    public void Dispose()
    {
        Stem.Dispose();
        Body.Dispose();
        Cross.Dispose();
        Step.Dispose();
    }

    private static OnnxModel Load(string path, Func<OnnxGraph, MoonshineSize, OnnxGraph> edit, MoonshineSize size, ExecutionProvider provider)
    {
        var graph = edit(OnnxGraph.Parse(File.ReadAllBytes(path)), size);
        if (provider.Name == "cpu" && SignedWeights.Supported)
        {
            SignedWeights.Apply(graph);
            graph.Prune();
        }

        return new OnnxModel(graph.ToBytes(), provider);
    }
}
