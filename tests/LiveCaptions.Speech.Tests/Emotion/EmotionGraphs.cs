using LiveCaptions.Speech.Inference;
using static LiveCaptions.Speech.Tests.Inference.TestGraphs;

namespace LiveCaptions.Speech.Tests.Emotion;

/// <summary>Emotion models that know nothing of emotions, as ONNX files.</summary>
internal static class EmotionGraphs
{
    private const int Float = 1;

    /// <summary>
    /// Three classes: how far the samples' mean is from 0, how much they come in bursts (the mean of their fourth powers), and nothing.
    /// </summary>
    public static byte[] Bursts(string input = "input_values", string output = "logits") => Model(
        [Value(input, Float, -1, -1)],
        [output],
        [OnnxTensor.Create("gain", [1, 3], [1f, 1f, 0f])],
        new OnnxNode("ReduceMean", [input], ["mean"]).With("axes", new long[] { 1 }).With("keepdims", 1L),
        new OnnxNode("Mul", [input, input], ["squares"]),
        new OnnxNode("Mul", ["squares", "squares"], ["powers"]),
        new OnnxNode("ReduceMean", ["powers"], ["bursts"]).With("axes", new long[] { 1 }).With("keepdims", 1L),
        new OnnxNode("Concat", ["mean", "bursts", "bursts"], ["all"]).With("axis", 1L),
        new OnnxNode("Mul", ["all", "gain"], [output]));

    /// <summary>Takes and gives something else than an emotion model does.</summary>
    public static byte[] Other(int type, params long[] shape) =>
        Model([Value("x", type, shape)], ["y"], [], new OnnxNode("Identity", ["x"], ["y"]));
}
