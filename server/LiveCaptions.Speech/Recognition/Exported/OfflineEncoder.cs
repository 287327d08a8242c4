using LiveCaptions.Speech.Inference;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>An encoder that hears a piece of sound as a whole: features and their number in, frames and mostly their number out.</summary>
/// <param name="isChannelsFirst">Whether features have time as the last dimension, as NeMo's do.</param>
/// <param name="isTransposed">Whether frames have, as those for NeMo's transducers do.</param>
internal sealed class OfflineEncoder(ExportedGraph graph, bool isChannelsFirst, bool isTransposed)
{
    /// <param name="features">[frames, width]</param>
    /// <param name="most">Frames that count at most: exports pad.</param>
    public EncoderFrames Run(float[] features, int width, int most)
    {
        var count = features.Length / width;
        var values = isChannelsFirst ? EncoderFrames.Transpose(features, count, width) : features;
        using var sound = OnnxModel.Tensor(values, isChannelsFirst ? [1, width, count] : [1, count, width]);
        using var length = graph.Integers(1, [count], 1);
        using var outputs = graph.Run([sound, length]);
        var frames = EncoderFrames.Of(graph, outputs[0], isTransposed);
        var told = outputs.Count > 1 ? Length(outputs[1]) : frames.Count;
        return frames with { Count = (int)Math.Clamp(told, 0, Math.Min(most, frames.Count)) };
    }

    private static long Length(Microsoft.ML.OnnxRuntime.OrtValue value) => value.GetTensorTypeAndShape() switch
    {
        { ElementDataType: TensorElementType.Int64, ElementCount: 1 } => value.GetTensorDataAsSpan<long>()[0],
        { ElementDataType: TensorElementType.Int32, ElementCount: 1 } => value.GetTensorDataAsSpan<int>()[0],
        _ => long.MaxValue,
    };
}
