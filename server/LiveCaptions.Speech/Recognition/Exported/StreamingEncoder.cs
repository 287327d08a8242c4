using LiveCaptions.Speech.Inference;
using Microsoft.ML.OnnxRuntime;

namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>
/// An encoder that hears sound window by window and remembers in caches what was before: features and caches in, frames and the next caches
/// out, in the same order. Thread-safe.
/// </summary>
internal sealed class StreamingEncoder
{
    private readonly ExportedGraph _graph;
    private readonly bool _isNemo;
    private readonly IReadOnlyList<long[]?> _shapes;

    /// <param name="window">Features that it hears at once.</param>
    /// <param name="shift">Features from window to window.</param>
    /// <param name="isNemo">Whether time is the last dimension, and lengths stand beside features and frames.</param>
    /// <param name="isTransposed">Whether time is the last dimension of frames.</param>
    /// <param name="shapes">Of the caches; null for what the graph tells.</param>
    public StreamingEncoder(
        ExportedGraph graph, int window, int shift, bool isNemo, bool isTransposed, IReadOnlyList<long[]>? shapes = null)
    {
        (_graph, Window, Shift, _isNemo, IsTransposed) = (graph, window, shift, isNemo, isTransposed);
        var caches = graph.Inputs.Count - First;
        if (caches < 1 || graph.Outputs.Count - First != caches || (shapes is not null && shapes.Count != caches))
        {
            throw graph.Fault(
                $"a streaming encoder has as many caches going in as coming out; it has {graph.Inputs.Count} inputs and "
                + $"{graph.Outputs.Count} outputs.");
        }

        _shapes = (IReadOnlyList<long[]?>?)shapes ?? new long[]?[caches];
    }

    public int Window { get; }

    public int Shift { get; }

    private bool IsTransposed { get; }

    /// <summary>The first input, and output, that is a cache.</summary>
    private int First => _isNemo ? 2 : 1;

    /// <summary>Nothing was heard so far.</summary>
    public EncoderState Begin()
    {
        List<OrtValue> caches = [.. _shapes.Select((shape, i) => _graph.Zeros(First + i, shape))];
        return new EncoderState(caches, caches);
    }

    /// <param name="features">[<see cref="Window"/>, width]</param>
    /// <param name="state">What was heard before; of no use afterwards.</param>
    public (EncoderFrames Frames, EncoderState Next) Run(ReadOnlySpan<float> features, EncoderState state)
    {
        var width = features.Length / Window;
        var values = _isNemo ? EncoderFrames.Transpose(features, Window, width) : features.ToArray();
        using var sound = OnnxModel.Tensor(values, _isNemo ? [1, width, Window] : [1, Window, width]);
        using var length = _isNemo ? _graph.Integers(1, [Window], 1) : null;
        var outputs = _graph.Run(length is null ? [sound, .. state.Caches] : [sound, length, .. state.Caches]);
        try
        {
            var frames = EncoderFrames.Of(_graph, outputs[0], IsTransposed);
            state.Dispose();
            return (frames, new EncoderState([.. outputs.Skip(First)], [outputs]));
        }
        catch (InvalidDataException)
        {
            outputs.Dispose();
            throw;
        }
    }
}
