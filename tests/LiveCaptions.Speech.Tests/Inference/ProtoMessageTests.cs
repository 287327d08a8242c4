using CsCheck;
using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Tests.Inference;

public sealed class ProtoMessageTests
{
    private static readonly string[] Good = ["empty", "fields", "nested", "packed", "long-form-number"];

    private static readonly Gen<Action<ProtoMessage>> Field = Gen.OneOf<Action<ProtoMessage>>(
        Gen.Select(Gen.Int[1, 40_000], Gen.Long, (number, value) => (Action<ProtoMessage>)(m => m.Add(number, value))),
        Gen.Select(Gen.Int[1, 40_000], Gen.Float, (number, value) => (Action<ProtoMessage>)(m => m.Add(number, value))),
        Gen.Select(Gen.Int[1, 40_000], Gen.Byte.Array[0, 200], (number, value) => (Action<ProtoMessage>)(m => m.Add(number, value))));

    private static readonly Gen<ProtoMessage> Message = Field.Array[0, 12].Select(fields =>
    {
        var message = new ProtoMessage();
        Array.ForEach(fields, add => add(message));
        return message;
    });

    public static TheoryData<string> Names => Corpus.Names("proto-message");

    [Theory]
    [MemberData(nameof(Names))]
    public void Corpus_is_read_or_refused(string name)
    {
        var bytes = Corpus.Read("proto-message", name);
        Assert.Equal(Good.Contains(name), TryParse(bytes) is not null);
    }

    [Fact]
    public void Written_message_reads_back_as_it_was() =>
        Message.Sample(message => ProtoMessage.Parse(message.ToBytes()).ToBytes().AsSpan().SequenceEqual(message.ToBytes()));

    [Fact]
    public void Any_bytes_are_read_or_refused_and_what_is_read_can_be_written() => Gen.Byte.Array[0, 60].Sample(bytes =>
    {
        if (TryParse(bytes)?.ToBytes() is { } written)
        {
            Assert.Equal(written, ProtoMessage.Parse(written).ToBytes());
        }
    });

    [Fact]
    public void Cut_message_is_read_up_to_a_whole_field_or_refused() => Message.Sample(
        message =>
        {
            var whole = message.ToBytes();
            for (var length = 0; length < whole.Length; length++)
            {
                if (TryParse(whole.AsMemory(0, length)) is { } read)
                {
                    Assert.Equal(whole[..length], read.ToBytes());
                }
            }
        },
        iter: 30);

    [Fact]
    public void Values_come_back_by_their_number()
    {
        var nested = new ProtoMessage().Add(1, "inner");
        var message = ProtoMessage.Parse(new ProtoMessage().Add(1, -5L).Add(2, "Größe").Add(3, nested).Add(2, "last").Add(1, 7L).ToBytes());
        Assert.Equal([-5, 7], message.Integers(1));
        Assert.Equal("last", message.Text(2));
        Assert.Equal(2, message.All(2).Count());
        Assert.Equal("inner", ProtoMessage.Parse(message.Bytes(3)).Text(1));
        Assert.Empty(message.Integers(9));
        Assert.Equal("", message.Text(9));
    }

    [Fact]
    public void Packed_integers_are_read_like_single_ones() => Gen.Long.Array[0, 20].Sample(values =>
    {
        var single = new ProtoMessage();
        Array.ForEach(values, v => single.Add(1, v));
        var packed = single.ToBytes();
        return ProtoMessage.Parse(packed).Integers(1).SequenceEqual(values)
            && ProtoMessage.Parse(new ProtoMessage().Add(2, WithoutTags(values)).ToBytes()).Integers(2).SequenceEqual(values);
    });

    [Fact]
    public void Set_leaves_one_field_of_its_number()
    {
        var message = new ProtoMessage().Add(1, "a").Add(2, "b").Add(1, "c").Set(1, new ProtoMessage().Add(3, "d"));
        Assert.Single(message.All(1));
        Assert.Equal("d", ProtoMessage.Parse(message.Bytes(1)).Text(3));
        Assert.Equal("b", message.Text(2));
    }

    [Fact]
    public void Message_in_a_message_is_written_as_its_bytes_are() => Gen.Select(Message, Message).Sample((inner, middle) =>
    {
        middle.Add(3, inner);
        var nested = new ProtoMessage().Add(1, 7L).Add(2, middle).ToBytes();
        return new ProtoMessage().Add(1, 7L).Add(2, middle.ToBytes()).ToBytes().AsSpan().SequenceEqual(nested);
    });

    private static byte[] WithoutTags(long[] values) => [.. values.SelectMany(v => new ProtoMessage().Add(1, v).ToBytes().Skip(1))];

    private static ProtoMessage? TryParse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return ProtoMessage.Parse(bytes);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
