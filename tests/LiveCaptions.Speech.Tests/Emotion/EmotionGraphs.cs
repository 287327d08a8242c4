using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Tests.Inference;

namespace LiveCaptions.Speech.Tests.Emotion;

/// <summary>Emotion models that know nothing of emotions, as ONNX files.</summary>
internal static class EmotionGraphs
{
    private const int Float = 1;

    /// <summary>Three classes: how far the samples' mean is from 0, how much they come in bursts (the mean of their fourth powers), and nothing.</summary>
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
    public static byte[] Other(int type, params long[] shape) => Model([Value("x", type, shape)], ["y"], [], new OnnxNode("Identity", ["x"], ["y"]));

    private static byte[] Model(ProtoMessage[] inputs, string[] outputs, OnnxTensor[] constants, params OnnxNode[] nodes)
    {
        var graph = TestGraphs.Graph(nodes.Select(n => n.ToMessage()), constants, [], outputs);
        foreach (var input in inputs)
        {
            graph.Add(11, input);
        }

        return TestGraphs.Model(graph.ToBytes());
    }

    /// <summary>ValueInfoProto; a dimension of −1 varies.</summary>
    private static ProtoMessage Value(string name, int type, params long[] shape)
    {
        var dims = new ProtoMessage();
        foreach (var (at, dim) in shape.Index())
        {
            dims.Add(1, dim < 0 ? new ProtoMessage().Add(2, $"{name}_{at}") : new ProtoMessage().Add(1, dim));
        }

        return new ProtoMessage().Add(1, name).Add(2, new ProtoMessage().Add(1, new ProtoMessage().Add(1, (long)type).Add(2, dims)));
    }
}
