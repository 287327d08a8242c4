using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>A transducer's joiner: from a frame and a prediction to a score for each token. Thread-safe.</summary>
/// <param name="tokens">Scores that it gives at least.</param>
/// <param name="most">Scores that it gives at most.</param>
internal sealed class Joiner(ExportedGraph graph, int tokens, int most)
{
    private readonly bool _hasTime = graph.Input(0).Dimensions.Length == 3;

    public float[] Run(Memory<float> frame, float[] prediction)
    {
        using var encoded = OnnxModel.Tensor(frame, Shape(frame.Length));
        using var predicted = OnnxModel.Tensor(prediction, Shape(prediction.Length));
        using var outputs = graph.Run([encoded, predicted]);
        var scores = graph.Floats(outputs[0]);
        return scores.Length >= tokens && scores.Length <= most
            ? scores
            : throw graph.Fault($"it gives {scores.Length} scores for {tokens} tokens.");
    }

    private long[] Shape(int length) => _hasTime ? [1, length, 1] : [1, length];
}
