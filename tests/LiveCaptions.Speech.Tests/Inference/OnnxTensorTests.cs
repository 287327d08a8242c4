using CsCheck;
using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Tests.Inference;

public sealed class OnnxTensorTests
{
    [Fact]
    public void Floats_come_back() => Gen.Float.Array[0, 50].Sample(values =>
    {
        var tensor = Again(OnnxTensor.Create("t", [values.Length], values));
        Assert.Equal(values, tensor.Floats());
        Assert.Equal([values.Length], tensor.Dims);
        Assert.Equal(OnnxTensor.ElementType.Float, tensor.Type);
    });

    [Fact]
    public void Integers_come_back() => Gen.Long.Array[0, 50].Sample(values =>
        Assert.Equal(values, Again(OnnxTensor.Create("t", [values.Length], values)).Integers()));

    [Fact]
    public void Values_in_typed_fields_are_read_like_raw_ones()
    {
        var floats = OnnxTensor.Parse(new ProtoMessage().Add(2, 1L).Add(4, new byte[] { 0, 0, 0xc0, 0x3f }).ToBytes());
        Assert.Equal([1.5f], floats.Floats());
        var bytes = OnnxTensor.Parse(new ProtoMessage().Add(2, 2L).Add(5, 7L).Add(5, 255L).ToBytes());
        Assert.Equal([7, 255], bytes.Bytes());
        var longs = OnnxTensor.Parse(new ProtoMessage().Add(2, 7L).Add(7, -3L).Add(7, 4L).ToBytes());
        Assert.Equal([-3, 4], longs.Integers());
    }

    [Fact]
    public void Cut_constant_is_read_or_refused()
    {
        var whole = OnnxTensor.Create("constant", [2, 3], 1f, 2, 3, 4, 5, 6).ToMessage().ToBytes();
        var read = 0;
        for (var length = 0; length <= whole.Length; length++)
        {
            try
            {
                var tensor = OnnxTensor.Parse(whole.AsMemory(0, length));
                Assert.InRange(tensor.Dims.Count, 0, 2);
                Assert.InRange(tensor.Floats().Length, 0, 6);
                Assert.True(tensor.Type is default(OnnxTensor.ElementType) or OnnxTensor.ElementType.Float);
                read++;
            }
            catch (InvalidDataException)
            {
                // The documented refusal.
            }
        }

        Assert.Equal(6, read);
    }

    [Fact]
    public void Signed_weights_are_the_same_values()
    {
        var graph = TestGraphs.Parse(
            [new OnnxNode("MatMulInteger", ["x", "w", "xz", "wz"], ["y"])],
            [
                OnnxTensor.Create("w", OnnxTensor.ElementType.UInt8, [4], new byte[] { 0, 127, 128, 255 }),
                OnnxTensor.Create("wz", OnnxTensor.ElementType.UInt8, [], new byte[] { 130 }),
            ],
            ["x", "xz"],
            ["y"]);
        SignedWeights.Apply(graph);
        var node = graph.Producer("y");
        Assert.Equal([-128, -1, 0, 127], graph.Initializers[node.Inputs[1]].Bytes().Select(b => (sbyte)b));
        Assert.Equal(2, (sbyte)graph.Initializers[node.Inputs[3]].Bytes()[0]);
        Assert.Equal(OnnxTensor.ElementType.Int8, graph.Initializers[node.Inputs[1]].Type);
    }

    private static OnnxTensor Again(OnnxTensor tensor) => OnnxTensor.Parse(tensor.ToMessage().ToBytes());
}
