using System.Buffers.Binary;
using System.Net;
using System.Text;
using LiveCaptions.Media.WebRtc.Ice;
using Xunit;

namespace LiveCaptions.Media.Tests.WebRtc.Ice;

public sealed class IceLiteAgentTests
{
    private static readonly IPEndPoint Source = new(IPAddress.Parse("192.0.2.1"), 4_000);
    private readonly IceLiteAgent _agent = new(IceCredentials.Create());

    [Fact]
    public void Check_with_the_right_name_and_password_is_answered_with_its_source()
    {
        var result = Answer(Check(), out var reply);

        Assert.Equal(IceCheck.Valid, result);
        var answer = Parse(reply);
        Assert.Equal(StunClass.SuccessResponse, answer.Class);
        Assert.Equal(TransactionId, answer.TransactionId);
        Assert.True(answer.HasValidFingerprint);
        Assert.True(answer.HasValidIntegrity(Encoding.ASCII.GetBytes(_agent.Local.Password)));
        Assert.True(answer.TryGetMappedAddress(out var mapped));
        Assert.Equal(Source, mapped);
    }

    [Fact]
    public void Check_with_use_candidate_nominates() => Assert.Equal(IceCheck.Nominated, Answer(Check(useCandidate: true), out _));

    [Fact]
    public void IPv6_source_is_told()
    {
        var source = new IPEndPoint(IPAddress.Parse("2001:db8::7"), 65_535);
        var reply = new byte[IceLiteAgent.MaxReply];
        Assert.Equal(IceCheck.Valid, _agent.Answer(Parse(Check()), source, reply, out var length));
        Assert.True(Parse(reply[..length]).TryGetMappedAddress(out var mapped));
        Assert.Equal(source, mapped);
    }

    [Fact]
    public void Wrong_password_gets_no_answer() => IsIgnored(Check(password: "aaaaaaaaaaaaaaaaaaaaaaaa"));

    [Fact]
    public void Wrong_names_get_no_answer()
    {
        IsIgnored(Check(local: "abcdefgh"));
        IsIgnored(Check(remote: "abcd"));
        IsIgnored(Check(remote: ""));
        IsIgnored(Check(local: _agent.Remote.Ufrag, remote: _agent.Local.Ufrag));
    }

    [Fact]
    public void Check_without_integrity_or_fingerprint_gets_no_answer()
    {
        IsIgnored(Check(password: ""));
        IsIgnored(WithLength(Check()[..^8]));
    }

    [Fact]
    public void Any_flipped_bit_gets_no_answer()
    {
        var check = Check(useCandidate: true);
        for (var bit = 0; bit < check.Length * 8; bit++)
        {
            check[bit / 8] ^= (byte)(1 << (bit % 8));
            if (StunMessage.TryParse(check, out var message))
            {
                Assert.Equal(IceCheck.NotAuthentic, _agent.Answer(message, Source, new byte[IceLiteAgent.MaxReply], out var length));
                Assert.Equal(0, length);
            }

            check[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Indications_and_responses_get_no_answer()
    {
        foreach (ushort type in (ushort[])[0x0011, 0x0101, 0x0111, 0x0003])
        {
            IsIgnored(Signed(type, []));
        }
    }

    [Fact]
    public void Attribute_that_must_be_understood_and_is_not_is_named_by_error_420()
    {
        Assert.Equal(IceCheck.Refused, Answer(Signed(0x0001, [0x77, 0x77, 0, 0]), out var reply));
        var answer = Parse(reply);
        Assert.Equal(420, answer.ErrorCode);
        Assert.True(answer.HasValidIntegrity(Encoding.ASCII.GetBytes(_agent.Local.Password)));
        Assert.True(reply.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x00, 0x0A, 0, 2, 0x77, 0x77]) > 0);
    }

    [Fact]
    public void As_many_unknown_attributes_as_a_message_holds_fit_into_the_answer()
    {
        byte[] unknown = [.. Enumerable.Range(0, 280).SelectMany(i => (byte[])[0x70, (byte)i, 0, 0])];
        Assert.Equal(IceCheck.Refused, Answer(Signed(0x0001, unknown), out var reply));
        Assert.InRange(reply.Length, 1, IceLiteAgent.MaxReply);
    }

    [Fact]
    public void Who_wants_to_be_controlled_is_told_487()
    {
        Assert.Equal(IceCheck.Refused, Answer(Check(isControlled: true), out var reply));
        Assert.Equal(487, Parse(reply).ErrorCode);
    }

    [Fact]
    public void During_a_restart_old_and_new_credentials_hold_until_the_first_check_with_the_new_ones()
    {
        var old = Check();
        var before = _agent.Local;
        _agent.Restart(IceCredentials.Create());
        Assert.Equal([_agent.Local.Ufrag, before.Ufrag], _agent.Ufrags);
        Assert.Equal(IceCheck.Valid, Answer(old, out var reply));
        Assert.True(Parse(reply).HasValidIntegrity(Encoding.ASCII.GetBytes(before.Password)));

        Assert.Equal(IceCheck.Valid, Answer(Check(), out _));
        Assert.Equal([_agent.Local.Ufrag], _agent.Ufrags);
        IsIgnored(old);
    }

    [Fact]
    public void New_name_with_the_old_password_gets_no_answer_and_ends_no_restart()
    {
        var old = Check();
        var password = _agent.Local.Password;
        _agent.Restart(IceCredentials.Create());
        IsIgnored(Check(password: password));
        Assert.Equal(IceCheck.Valid, Answer(old, out _));
    }

    [Fact]
    public void Credentials_are_never_the_same()
    {
        var all = Enumerable.Range(0, 100).Select(_ => IceCredentials.Create()).ToList();
        Assert.Equal(200, all.SelectMany(one => (string[])[one.Ufrag, one.Password]).Distinct().Count());
        Assert.All(all, one => Assert.Equal((8, 24), (one.Ufrag.Length, one.Password.Length)));
    }

    private static ReadOnlySpan<byte> TransactionId => "transaction!"u8;

    private void IsIgnored(byte[] message)
    {
        Assert.Equal(IceCheck.NotAuthentic, Answer(message, out var reply));
        Assert.Empty(reply);
    }

    private IceCheck Answer(byte[] check, out byte[] reply)
    {
        var buffer = new byte[IceLiteAgent.MaxReply];
        var result = _agent.Answer(Parse(check), Source, buffer, out var length);
        reply = buffer[..length];
        return result;
    }

    private byte[] Check(
        string? local = null, string? remote = null, string? password = null, bool useCandidate = false, bool isControlled = false)
    {
        var buffer = new byte[StunMessage.MaxSize];
        var request = new StunBindingRequest
        {
            TransactionId = TransactionId,
            Username = Encoding.ASCII.GetBytes($"{local ?? _agent.Local.Ufrag}:{remote ?? _agent.Remote.Ufrag}"),
            Priority = 1,
            TieBreaker = 1,
            UseCandidate = useCandidate,
            IsControlled = isControlled,
        };
        return buffer[..StunWriter.WriteBindingRequest(buffer, request, Encoding.ASCII.GetBytes(password ?? _agent.Local.Password))];
    }

    /// <summary>An authentic message of any type, with any attributes behind the name.</summary>
    private byte[] Signed(ushort type, byte[] attributes)
    {
        var check = Check();
        byte[] body = [.. check[..^32], .. attributes];
        BinaryPrimitives.WriteUInt16BigEndian(body, type);
        var mac = new byte[20];
        StunIntegrity.Compute(body, Encoding.ASCII.GetBytes(_agent.Local.Password), mac);
        var message = WithLength([.. body, 0x00, 0x08, 0, 20, .. mac, 0x80, 0x28, 0, 4, .. new byte[4]]);
        BinaryPrimitives.WriteUInt32BigEndian(
            message.AsSpan(message.Length - 4), StunFingerprint.Compute(message.AsSpan(0, message.Length - 8)));
        return message;
    }

    private static byte[] WithLength(byte[] message)
    {
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), (ushort)(message.Length - StunMessage.HeaderSize));
        return message;
    }

    private static StunMessage Parse(byte[] datagram)
    {
        Assert.True(StunMessage.TryParse(datagram, out var message));
        return message;
    }
}
