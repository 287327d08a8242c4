namespace LiveCaptions.Media.WebRtc.Sdp;

/// <summary>A section of an offer: an m= line (RFC 8866 §5.14) and the attributes below it.</summary>
internal sealed class OfferedMedia
{
    private const int MaxPayloadType = 127;

    private readonly OfferedCodec?[] _byPayloadType = new OfferedCodec?[MaxPayloadType + 1];
    private readonly List<OfferedCodec> _codecs = []; // in the offerer's order of preference
    private bool _nackForAll;
    private bool _bundleOnly;

    private OfferedMedia(string kind, int port, string protocol, string firstFormat)
    {
        Kind = kind;
        Port = port;
        Protocol = protocol;
        FirstFormat = firstFormat;
    }

    /// <summary>audio, video, application, …: a token.</summary>
    public string Kind { get; }

    public int Port { get; }

    /// <summary>Such as <c>UDP/TLS/RTP/SAVPF</c>; tokens.</summary>
    public string Protocol { get; }

    /// <summary>First payload type or other format; a token.</summary>
    public string FirstFormat { get; }

    /// <summary>Identification (RFC 5888); a token, or null.</summary>
    public string? Mid { get; private set; }

    public MediaDirection? Direction { get; set; }

    public bool RtcpMux { get; private set; }

    public OfferedTransport Transport { get; } = new();

    public OfferedCodec? Opus => _codecs.Find(codec => codec.IsOpus);

    public OfferedCodec? Video => _codecs.Find(codec => codec.IsVideo);

    /// <summary>First one that an answer can name.</summary>
    public OfferedCodec? Repeatable => _codecs.Find(codec => codec.IsRepeatable);

    /// <summary>RTP that somebody sends: port 0 says no, unless it is only to be had within the bundle (RFC 9143 §6).</summary>
    public bool IsOffered => (Port != 0 || _bundleOnly) && Protocol.Contains("RTP/", StringComparison.Ordinal);

    public bool Sends => Direction is null or MediaDirection.SendRecv or MediaDirection.SendOnly;

    public bool HasNack(OfferedCodec codec) => _nackForAll || codec.Nack;

    /// <summary>Reads the value of an m= line.</summary>
    /// <exception cref="SdpException">It breaks its grammar.</exception>
    public static OfferedMedia Parse(ReadOnlySpan<char> value)
    {
        var kind = SdpGrammar.TakeWord(ref value);
        var port = SdpGrammar.TakeWord(ref value);
        var protocol = SdpGrammar.TakeWord(ref value);
        var formats = value;
        var firstFormat = SdpGrammar.TakeWord(ref value);
        if (!SdpGrammar.IsToken(kind) || !TryPort(port, out var number)
            || !SdpGrammar.AreTokens(protocol) || !SdpGrammar.IsToken(firstFormat))
        {
            throw SdpException.Broken("An m= line is not of the form m=audio 9 UDP/TLS/RTP/SAVPF 111.");
        }

        var media = new OfferedMedia(kind.ToString(), number, protocol.ToString(), firstFormat.ToString());
        media.AddCodecs(formats);
        return media;
    }

    /// <summary>Keeps what we use of an attribute; passes over every other.</summary>
    /// <exception cref="SdpException">It breaks its grammar.</exception>
    public void Take(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        switch (name)
        {
            case "mid":
                Mid = SdpGrammar.Mid(value);
                break;
            case "rtcp-mux":
                RtcpMux = true;
                break;
            case "bundle-only":
                _bundleOnly = true;
                break;
            case "rtpmap" or "fmtp" or "rtcp-fb":
                TakeOfCodec(name, value);
                break;
            default:
                Direction = DirectionOf(name) ?? Direction;
                Transport.Take(name, value);
                break;
        }
    }

    /// <summary>
    /// Takes from the first section of the bundle what this one leaves to it: in a bundle-only section transport attributes
    /// are left out (RFC 9143 §7.1.3).
    /// </summary>
    public void InheritFromBundle(OfferedMedia tagged)
    {
        if (_bundleOnly)
        {
            RtcpMux |= tagged.RtcpMux;
            Transport.Inherit(tagged.Transport);
        }
    }

    public static MediaDirection? DirectionOf(ReadOnlySpan<char> name) => name switch
    {
        "sendrecv" => MediaDirection.SendRecv,
        "sendonly" => MediaDirection.SendOnly,
        "recvonly" => MediaDirection.RecvOnly,
        "inactive" => MediaDirection.Inactive,
        _ => null,
    };

    // 9, or 9/2 with a number of ports.
    private static bool TryPort(ReadOnlySpan<char> text, out int port)
    {
        var slash = text.IndexOf('/');
        return SdpGrammar.TryNumber(slash < 0 ? text : text[..slash], ushort.MaxValue, out port);
    }

    // Formats that are no payload types (of data channels, or out of range) are never ours.
    private void AddCodecs(ReadOnlySpan<char> formats)
    {
        for (var word = SdpGrammar.TakeWord(ref formats); !word.IsEmpty; word = SdpGrammar.TakeWord(ref formats))
        {
            if (SdpGrammar.TryNumber(word, MaxPayloadType, out var payloadType) && _byPayloadType[payloadType] is null)
            {
                _codecs.Add(_byPayloadType[payloadType] = new OfferedCodec(payloadType));
            }
        }
    }

    private void TakeOfCodec(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        var word = SdpGrammar.TakeWord(ref value);
        value = value.Trim();
        if (word is "*")
        {
            _nackForAll |= name is "rtcp-fb" && value is "nack";
        }
        else if (SdpGrammar.TryNumber(word, MaxPayloadType, out var payloadType))
        {
            _byPayloadType[payloadType]?.Take(name, value);
        }
    }
}
