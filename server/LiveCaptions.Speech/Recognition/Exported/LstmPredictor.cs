using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>A decoder with an LSTM, as NeMo's have: a token, the number of tokens and two states in; two states out behind them.</summary>
internal sealed class LstmPredictor(ExportedGraph graph, int layers, int hidden, int blank) : IPredictor
{
    private const int States = 2;

    public Prediction Begin() => Run(blank, [new float[layers * hidden], new float[layers * hidden]]);

    public Prediction Next(Prediction before, int token) => Run(token, before.States);

    private Prediction Run(int token, IReadOnlyList<float[]> states)
    {
        using var target = graph.Integers(0, [token], 1, 1);
        using var length = graph.Integers(1, [1], 1);
        using var first = OnnxModel.Tensor(states[0], layers, 1, hidden);
        using var second = OnnxModel.Tensor(states[1], layers, 1, hidden);
        using var outputs = graph.Run([target, length, first, second]);
        if (outputs.Count < 2 + States)
        {
            throw graph.Fault($"a decoder gives its output, a length and {States} states; it has {outputs.Count} outputs.");
        }

        float[][] next = [graph.Floats(outputs[2]), graph.Floats(outputs[3])];
        return Array.TrueForAll(next, state => state.Length == layers * hidden)
            ? new Prediction(graph.Floats(outputs[0]), [], next)
            : throw graph.Fault("the states that it gives are not as long as those it takes.");
    }
}
