namespace LiveCaptions.Media.WebRtc.Ice;

/// <summary>
/// Where the attributes of one STUN message begin, found in a single pass; 0 means absent. Of an attribute that comes twice the
/// first counts (RFC 8489 §14).
/// </summary>
internal struct StunAttributeIndex
{
    private const ushort FirstOptional = 0x8000;

    public ushort Username { get; private set; }

    public ushort MessageIntegrity { get; private set; }

    public ushort ErrorCode { get; private set; }

    public ushort XorMappedAddress { get; private set; }

    public ushort Priority { get; private set; }

    public ushort UseCandidate { get; private set; }

    public ushort IceControlled { get; private set; }

    public ushort IceControlling { get; private set; }

    public ushort Fingerprint { get; private set; }

    public bool HasUnknownRequired { get; private set; }

    /// <returns>False when an attribute leaves the message or has an impossible size, or something follows FINGERPRINT.</returns>
    public static bool TryBuild(ReadOnlySpan<byte> message, out StunAttributeIndex index)
    {
        index = default;
        var reader = new StunAttributeReader(message);
        while (!reader.IsAtEnd)
        {
            var offset = (ushort)reader.Offset;
            if (index.Fingerprint != 0 || !reader.TryRead(out var type, out var value))
            {
                return false;
            }

            // What follows MESSAGE-INTEGRITY is not protected by it, so anybody may have put it there (RFC 8489 §14.5).
            if (index.MessageIntegrity != 0 && type != StunAttribute.Fingerprint)
            {
                continue;
            }

            if (!HasPossibleSize(type, value.Length))
            {
                return false;
            }

            index.Record(type, offset);
        }

        return true;
    }

    /// <summary>An attribute that must be understood (type below 0x8000) and is not.</summary>
    public static bool IsUnknownRequired(StunAttribute type) => (ushort)type < FirstOptional && !Enum.IsDefined(type);

    private void Record(StunAttribute type, ushort offset)
    {
        switch (type)
        {
            case StunAttribute.Username:
                Username = First(Username, offset);
                break;
            case StunAttribute.MessageIntegrity:
                MessageIntegrity = offset;
                break;
            case StunAttribute.ErrorCode:
                ErrorCode = First(ErrorCode, offset);
                break;
            case StunAttribute.XorMappedAddress:
                XorMappedAddress = First(XorMappedAddress, offset);
                break;
            case StunAttribute.Priority:
                Priority = First(Priority, offset);
                break;
            case StunAttribute.UseCandidate:
                UseCandidate = First(UseCandidate, offset);
                break;
            case StunAttribute.IceControlled:
                IceControlled = First(IceControlled, offset);
                break;
            case StunAttribute.IceControlling:
                IceControlling = First(IceControlling, offset);
                break;
            case StunAttribute.Fingerprint:
                Fingerprint = offset;
                break;
            default:
                HasUnknownRequired |= IsUnknownRequired(type);
                break;
        }
    }

    private static ushort First(ushort known, ushort offset) => known != 0 ? known : offset;

    private static bool HasPossibleSize(StunAttribute type, int size) => type switch
    {
        StunAttribute.Priority or StunAttribute.Fingerprint => size == 4,
        StunAttribute.IceControlled or StunAttribute.IceControlling => size == 8,
        StunAttribute.MessageIntegrity => size == StunMessage.IntegritySize,
        StunAttribute.ErrorCode => size >= 4,
        _ => true,
    };
}
