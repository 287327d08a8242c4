using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>Pools the encoder's inner layers, [1,T,D] each, while they are there.</summary>
internal static class TapPooling
{
    public static EncoderFeatures Pool(IEnumerable<OrtValue> layers, int frames, MoonshineSize size)
    {
        var (count, width, blocks) = (size.Taps.Count, size.Width, frames / EncoderFeatures.BlockFrames);
        if (count == 0 || blocks == 0)
        {
            return EncoderFeatures.None;
        }

        var (sums, squares) = (new float[blocks * count * width], new float[blocks * count * width]);
        var layer = 0;
        foreach (var values in layers)
        {
            Pool(values.GetTensorDataAsSpan<float>(), blocks, layer++, count, width, sums, squares);
        }

        return new EncoderFeatures(0, size.Taps, width, blocks, sums, squares);
    }

    private static void Pool(ReadOnlySpan<float> values, int blocks, int layer, int layers, int width, float[] sums, float[] squares)
    {
        for (var frame = 0; frame < blocks * EncoderFeatures.BlockFrames; frame++)
        {
            var at = (((frame / EncoderFeatures.BlockFrames) * layers) + layer) * width;
            var row = values.Slice(frame * width, width);
            var sum = sums.AsSpan(at, width);
            var square = squares.AsSpan(at, width);
            TensorPrimitives.Add(sum, row, sum);
            TensorPrimitives.MultiplyAdd(row, row, square, square);
        }
    }
}
