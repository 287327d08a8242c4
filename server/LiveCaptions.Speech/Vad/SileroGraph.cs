using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Vad;

/// <summary>
/// The published Silero VAD v6, rewritten: 16 kHz alone, and any number of frames in one run. Of the published graph's time most went into
/// 150 nodes that work out shapes and branches anew for each frame, and into convolutions over four positions, which waste three quarters
/// of their work. The probabilities are the published model's.
/// </summary>
/// <remarks>
/// Shapes: n frames, in order of time. Convolutions are products of matrices here: what their taps see is laid side by side first, and taps
/// that only ever see padding are left out.
/// <list type="table">
/// <item><c>windows</c> [4n,256]: four per frame, see <see cref="SileroVad"/>; <c>hidden</c>, <c>cell</c> [1,1,128]:
/// after the frame before</item>
/// <item>→ <c>probability</c> [n,1], <c>hidden_next</c>, <c>cell_next</c> [1,1,128]: after the last frame</item>
/// </list>
/// </remarks>
internal sealed class SileroGraph
{
    private const int Bins = 129;
    private const int State = 128;

    private readonly OnnxGraph _graph;
    private readonly Dictionary<string, OnnxTensor> _weights;

    private SileroGraph(OnnxGraph graph)
    {
        _graph = graph;
        _weights = graph.Nodes.Where(n => n.Op == "Constant")
            .ToDictionary(n => n.Outputs[0], n => n.Tensor("value"), StringComparer.Ordinal);
        _graph.Nodes.Clear();
    }

    public static OnnxGraph Rewrite(OnnxGraph published) => new SileroGraph(published.Branch("then_branch")).Rewrite();

    private OnnxGraph Rewrite()
    {
        AddMagnitudes();

        // Three taps with a position of padding at each end: 4 positions → 4 → 2 → 1 → 1.
        AddNeighbours("magnitude", Bins, [0, 1, 2, 1, 2, 3, 2, 3, 4, 3, 4, 5]);
        AddLayer(0, "magnitude_neighbours", Bins, taps: [0, 1, 2]);
        AddNeighbours("encoded_0", 128, [0, 1, 2, 2, 3, 4]);
        AddLayer(1, "encoded_0_neighbours", 128, taps: [0, 1, 2]);
        AddLayer(2, "encoded_1", 64, taps: [1, 2]);
        AddLayer(3, "encoded_2", 64, taps: [1]);
        AddMemory();
        _graph.SetInputs([
            ("windows", OnnxTensor.ElementType.Float, 2),
            ("hidden", OnnxTensor.ElementType.Float, 3), ("cell", OnnxTensor.ElementType.Float, 3)
        ]);
        _graph.SetOutputs(["probability", "hidden_next", "cell_next"]);
        _graph.Prune();
        return _graph;
    }

    /// <summary>The Fourier transform of each window as a product with its real and imaginary waves: magnitude [4n,129].</summary>
    private void AddMagnitudes()
    {
        var basis = Weights("stft.forward_basis_buffer");
        _graph.Add(OnnxTensor.Create("waves", [256, 2 * Bins], Transposed(basis, 2 * Bins, 256)));
        _graph.Nodes.AddRange(
        [
            new OnnxNode("MatMul", ["windows", "waves"], ["spectrum"]),
            new OnnxNode("Mul", ["spectrum", "spectrum"], ["squares"]),
            new OnnxNode("Split", ["squares"], ["real_squares", "imaginary_squares"]).With("axis", 1L),
            new OnnxNode("Add", ["real_squares", "imaginary_squares"], ["power"]),
            new OnnxNode("Sqrt", ["power"], ["magnitude"]),
        ]);
    }

    /// <summary>Lays side by side what three taps see at each position: [4n,channels] → [n,positions,3,channels].</summary>
    /// <param name="seen">Of each position, three of 0 to 5, where 0 and 5 are the padding.</param>
    private void AddNeighbours(string value, int channels, long[] seen)
    {
        _graph.Add(OnnxTensor.Create($"{value}_shape", [3], -1L, 4L, channels));
        _graph.Add(OnnxTensor.Create("padding", [6], 0L, 1L, 0L, 0L, 1L, 0L));
        _graph.Add(OnnxTensor.Create($"{value}_seen", [seen.Length / 3, 3], seen));
        _graph.Nodes.AddRange(
        [
            new OnnxNode("Reshape", [value, $"{value}_shape"], [$"{value}_positions"]),
            new OnnxNode("Pad", [$"{value}_positions", "padding"], [$"{value}_padded"]),
            new OnnxNode("Gather", [$"{value}_padded", $"{value}_seen"], [$"{value}_neighbours"]).With("axis", 1L),
        ]);
    }

    /// <summary>
    /// A convolution's arithmetic: <c>encoded_{number}</c> [rows,outputs] of an input of which each row is what the taps see.
    /// </summary>
    /// <param name="taps">Those that see more than padding.</param>
    private void AddLayer(int number, string input, int channels, int[] taps)
    {
        var (published, bias) = (Weights($"encoder.{number}.reparam_conv.weight"), Weights($"encoder.{number}.reparam_conv.bias"));
        var (outputs, rows) = (bias.Length, taps.Length * channels);
        var weights = new float[rows * outputs];
        for (var row = 0; row < rows; row++)
        {
            var (tap, channel) = (taps[row / channels], row % channels);
            for (var output = 0; output < outputs; output++)
            {
                weights[(row * outputs) + output] = published[(((output * channels) + channel) * 3) + tap];
            }
        }

        _graph.Add(OnnxTensor.Create($"weight_{number}", [rows, outputs], weights));
        _graph.Add(OnnxTensor.Create($"bias_{number}", [outputs], bias));
        _graph.Add(OnnxTensor.Create($"rows_{number}", [2], -1L, rows));
        _graph.Nodes.AddRange(
        [
            new OnnxNode("Reshape", [input, $"rows_{number}"], [$"rows_{number}_in"]),
            new OnnxNode("Gemm", [$"rows_{number}_in", $"weight_{number}", $"bias_{number}"], [$"rows_{number}_out"]),
            new OnnxNode("Relu", [$"rows_{number}_out"], [$"encoded_{number}"]),
        ]);
    }

    /// <summary>What came before, and the probability that follows from both.</summary>
    private void AddMemory()
    {
        _graph.Add(OnnxTensor.Create("lstm_shape", [3], -1L, 1L, State));
        _graph.Add(OnnxTensor.Create("lstm_weight", [1, 4 * State, State], Gates("decoder.rnn.weight_ih")));
        _graph.Add(OnnxTensor.Create("lstm_recurrence", [1, 4 * State, State], Gates("decoder.rnn.weight_hh")));
        _graph.Add(OnnxTensor.Create("lstm_bias", [1, 8 * State], [.. Gates("decoder.rnn.bias_ih"), .. Gates("decoder.rnn.bias_hh")]));
        _graph.Add(OnnxTensor.Create("state_shape", [2], -1L, State));
        _graph.Add(OnnxTensor.Create("speech_weight", [State, 1], Weights("decoder.decoder.2.weight")));
        _graph.Add(OnnxTensor.Create("speech_bias", [1], Weights("decoder.decoder.2.bias")));
        _graph.Nodes.AddRange(
        [
            new OnnxNode("Reshape", ["encoded_3", "lstm_shape"], ["lstm_in"]),
            new OnnxNode(
                "LSTM", ["lstm_in", "lstm_weight", "lstm_recurrence", "lstm_bias", "", "hidden", "cell"],
                ["states", "hidden_next", "cell_next"])
                .With("hidden_size", (long)State),
            new OnnxNode("Reshape", ["states", "state_shape"], ["states_rows"]),
            new OnnxNode("Relu", ["states_rows"], ["heard"]),
            new OnnxNode("Gemm", ["heard", "speech_weight", "speech_bias"], ["speech"]),
            new OnnxNode("Sigmoid", ["speech"], ["probability"]),
        ]);
    }

    /// <summary>PyTorch's gates (input, forget, cell, output) in ONNX's order (input, output, forget, cell).</summary>
    private float[] Gates(string name)
    {
        var published = Weights(name);
        var gate = published.Length / 4;
        return [.. published[..gate], .. published[(3 * gate)..], .. published[gate..(3 * gate)]];
    }

    private float[] Weights(string name) => _weights[$"If_0_then_branch__Inline_0__{name}"].Floats();

    private static float[] Transposed(float[] matrix, int rows, int columns)
    {
        var transposed = new float[matrix.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                transposed[(column * rows) + row] = matrix[(row * columns) + column];
            }
        }

        return transposed;
    }
}
