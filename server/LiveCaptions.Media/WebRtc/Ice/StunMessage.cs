using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography;

namespace LiveCaptions.Media.WebRtc.Ice;

/// <summary>
/// One STUN message in the datagram that it came in (RFC 8489). Nothing it says is to be believed before
/// <see cref="HasValidIntegrity"/>; attributes that the integrity does not cover are not seen at all.
/// </summary>
public readonly ref struct StunMessage
{
    public const int HeaderSize = 20;

    /// <summary>Bytes; longer datagrams are no STUN messages for us (RFC 8489 §6.1: what every IPv6 path carries).</summary>
    public const int MaxSize = 1280;

    public const int TransactionIdSize = 12;

    /// <summary>The only method of ICE.</summary>
    public const ushort BindingMethod = 0x001;

    /// <summary>Bytes of an HMAC-SHA1.</summary>
    internal const int IntegritySize = 20;

    internal const uint MagicCookie = 0x2112A442;

    private readonly ReadOnlySpan<byte> _message;
    private readonly StunAttributeIndex _index;

    private StunMessage(ReadOnlySpan<byte> message, StunAttributeIndex index)
    {
        _message = message;
        _index = index;
    }

    public StunClass Class => (StunClass)(((Type >> 7) & 2) | ((Type >> 4) & 1));

    public ushort Method => (ushort)((Type & 0x000F) | ((Type & 0x00E0) >> 1) | ((Type & 0x3E00) >> 2));

    public bool IsBindingRequest => Class == StunClass.Request && Method == BindingMethod;

    public ReadOnlySpan<byte> TransactionId => _message.Slice(8, TransactionIdSize);

    /// <summary>USERNAME, in ICE the receiver's ufrag, a colon and the sender's ufrag; empty when absent.</summary>
    public ReadOnlySpan<byte> Username => Value(_index.Username);

    /// <summary>PRIORITY, what the candidate would have if the sender learnt it from this check.</summary>
    public uint? Priority => _index.Priority == 0 ? null : BinaryPrimitives.ReadUInt32BigEndian(Value(_index.Priority));

    /// <summary>USE-CANDIDATE: the controlling side nominates this pair.</summary>
    public bool UseCandidate => _index.UseCandidate != 0;

    /// <summary>The tie-breaker of ICE-CONTROLLED.</summary>
    public ulong? IceControlled => TieBreaker(_index.IceControlled);

    /// <summary>The tie-breaker of ICE-CONTROLLING.</summary>
    public ulong? IceControlling => TieBreaker(_index.IceControlling);

    /// <summary>ERROR-CODE, usually 300 to 699.</summary>
    public int? ErrorCode => _index.ErrorCode == 0 ? null : ((Value(_index.ErrorCode)[2] & 7) * 100) + Value(_index.ErrorCode)[3];

    public bool HasIntegrity => _index.MessageIntegrity != 0;

    /// <summary>Whether <see cref="CopyUnknownTypes"/> would find something: a request is then to be refused by error 420.</summary>
    public bool HasUnknownRequired => _index.HasUnknownRequired;

    /// <summary>Whether FINGERPRINT is there and right. Keeps other protocols out, not attackers.</summary>
    public bool HasValidFingerprint =>
        _index.Fingerprint != 0
        && BinaryPrimitives.ReadUInt32BigEndian(Value(_index.Fingerprint)) == StunFingerprint.Compute(_message[.._index.Fingerprint]);

    private ushort Type => BinaryPrimitives.ReadUInt16BigEndian(_message);

    /// <summary>Takes a datagram that is one whole STUN message; nothing is copied, so it must stay as it is.</summary>
    /// <returns>False for anything else, among it messages of RFC 3489 (no magic cookie) and ones with something
    /// behind FINGERPRINT.</returns>
    public static bool TryParse(ReadOnlySpan<byte> datagram, out StunMessage message)
    {
        message = default;
        if (!HasHeader(datagram) || !StunAttributeIndex.TryBuild(datagram, out var index))
        {
            return false;
        }

        message = new StunMessage(datagram, index);
        return true;
    }

    /// <summary>Whether MESSAGE-INTEGRITY is there and was made with this password, in time that depends on neither.</summary>
    public bool HasValidIntegrity(ReadOnlySpan<byte> password)
    {
        if (!HasIntegrity)
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[IntegritySize];
        StunIntegrity.Compute(_message[.._index.MessageIntegrity], password, expected);
        return CryptographicOperations.FixedTimeEquals(expected, Value(_index.MessageIntegrity));
    }

    /// <summary>Copies the types that must be understood (below 0x8000) and are not, in their order, as many as fit.</summary>
    /// <returns>How many were copied.</returns>
    public int CopyUnknownTypes(Span<ushort> destination)
    {
        var covered = HasIntegrity ? _message[.._index.MessageIntegrity] : _message;
        var reader = new StunAttributeReader(covered);
        var count = 0;
        while (count < destination.Length && reader.TryRead(out var type, out _))
        {
            if (StunAttributeIndex.IsUnknownRequired(type))
            {
                destination[count++] = (ushort)type;
            }
        }

        return count;
    }

    /// <summary>
    /// XOR-MAPPED-ADDRESS: whence the request came, as the answering side saw it. Allocates the address; only clients read it.
    /// </summary>
    public bool TryGetMappedAddress([NotNullWhen(true)] out IPEndPoint? address) =>
        StunAddress.TryRead(Value(_index.XorMappedAddress), _message.Slice(4, StunAddress.MaskSize), out address);

    private static bool HasHeader(ReadOnlySpan<byte> datagram) =>
        datagram.Length is >= HeaderSize and <= MaxSize
        && datagram[0] < 0x40
        && datagram.Length % 4 == 0
        && BinaryPrimitives.ReadUInt16BigEndian(datagram[2..]) == datagram.Length - HeaderSize
        && BinaryPrimitives.ReadUInt32BigEndian(datagram[4..]) == MagicCookie;

    private ulong? TieBreaker(ushort offset) => offset == 0 ? null : BinaryPrimitives.ReadUInt64BigEndian(Value(offset));

    private ReadOnlySpan<byte> Value(ushort offset) =>
        offset == 0
            ? []
            : _message.Slice(offset + StunAttributeReader.HeaderSize, BinaryPrimitives.ReadUInt16BigEndian(_message[(offset + 2)..]));
}
