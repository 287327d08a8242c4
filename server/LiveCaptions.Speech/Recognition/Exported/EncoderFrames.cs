using Microsoft.ML.OnnxRuntime;

namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>What an encoder gives of a piece of sound.</summary>
/// <param name="Values">[<paramref name="Count"/>, <paramref name="Width"/>]</param>
internal sealed record EncoderFrames(float[] Values, int Count, int Width)
{
    /// <param name="isTransposed">Whether time is the last dimension.</param>
    public static EncoderFrames Of(ExportedGraph graph, OrtValue output, bool isTransposed)
    {
        var values = graph.Floats(output);
        if (output.GetTensorTypeAndShape().Shape is not [1, var rows, var columns])
        {
            throw graph.Fault("its first output has to have three dimensions, the first of them 1.");
        }

        return isTransposed
            ? new EncoderFrames(Transpose(values, (int)rows, (int)columns), (int)columns, (int)rows)
            : new EncoderFrames(values, (int)rows, (int)columns);
    }

    public Memory<float> At(int frame) => Values.AsMemory(frame * Width, Width);

    /// <summary>[rows, columns] → [columns, rows].</summary>
    public static float[] Transpose(ReadOnlySpan<float> values, int rows, int columns)
    {
        var transposed = new float[values.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                transposed[(column * rows) + row] = values[(row * columns) + column];
            }
        }

        return transposed;
    }
}
