using LiveCaptions.Speech.Inference;
using static LiveCaptions.Speech.Tests.Inference.TestGraphs;

namespace LiveCaptions.Speech.Tests.Diarization;

/// <summary>Speaker models that know nothing, as ONNX files.</summary>
internal static class SpeakerGraphs
{
    private const int Float = 1;

    /// <summary>
    /// A voice is how much each bin moves: the mean of its squares over time. Small, and it tells two tones apart. Given thrice,
    /// it is as long as the vectors of real models are.
    /// </summary>
    public static byte[] Movement(string input = "feats", string output = "embs") => Model(
        [Value(input, Float, -1, -1, 80)],
        [output],
        [],
        new OnnxNode("Mul", [input, input], ["squares"]),
        new OnnxNode("ReduceMean", ["squares"], ["movement"]).With("axes", new long[] { 1 }).With("keepdims", 0L),
        new OnnxNode("Concat", ["movement", "movement", "movement"], [output]).With("axis", 1L));

    /// <summary>A voice of so many numbers, which say nothing.</summary>
    public static byte[] OfLength(int dimensions) => Model(
        [Value("x", Float, 1, -1, 80)],
        ["voice"],
        [OnnxTensor.Create("weights", [80, dimensions], new float[80 * dimensions])],
        new OnnxNode("ReduceMean", ["x"], ["mean"]).With("axes", new long[] { 1 }).With("keepdims", 0L),
        new OnnxNode("MatMul", ["mean", "weights"], ["voice"]));

    /// <summary>A voice is its first frame.</summary>
    public static byte[] FirstFrame(params string[] outputs) => Model(
        [Value("x", Float, 1, -1, 80)],
        outputs,
        [OnnxTensor.Create("zero", [1], 0L), OnnxTensor.Create("one", [1], 1L)],
        new OnnxNode("Slice", ["x", "zero", "one", "one"], ["frame"]),
        new OnnxNode("Squeeze", ["frame", "one"], ["voice"]),
        new OnnxNode("Identity", ["x"], ["frames"]));

    /// <summary>Takes and gives something else than a speaker model does.</summary>
    public static byte[] Other(int type, params long[] shape) =>
        Model([Value("x", type, shape)], ["y"], [], new OnnxNode("Identity", ["x"], ["y"]));

    public static byte[] TwoInputs() => Model(
        [Value("feats", Float, 1, -1, 80), Value("lengths", Float, 1, -1, 80)],
        ["y"], [], new OnnxNode("Add", ["feats", "lengths"], ["y"]));
}
