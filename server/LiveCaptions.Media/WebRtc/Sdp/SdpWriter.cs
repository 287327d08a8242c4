using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LiveCaptions.Media.WebRtc.Sdp;

/// <summary>Writes lines that answers and fragments have in common; all end with CRLF.</summary>
internal sealed class SdpWriter
{
    private const int Component = 1; // RTP and RTCP are on one port
    private const uint HostPreference = 126; // RFC 8445 §5.1.2.2

    private readonly StringBuilder _text = new();

    public void Line(string line) => _text.Append(line).Append("\r\n");

    /// <summary>Identification tags of the sections that we take, where the offer has a bundle.</summary>
    public void Bundle(SessionOffer offer)
    {
        if (offer.IsBundled)
        {
            Line($"a=group:BUNDLE {string.Join(' ', offer.Accepted.Select(media => media.Section.Mid))}");
        }
    }

    /// <summary>The m= line of an accepted section. Its port is a placeholder: where to send, candidates tell.</summary>
    public void Media(AcceptedMedia media) => Line($"m={media.Section.Kind} 9 {media.Section.Protocol} {media.Codec.PayloadType}");

    public void Mid(OfferedMedia section)
    {
        if (section.Mid is { } mid)
        {
            Line($"a=mid:{mid}");
        }
    }

    public void Credentials(AnswerParameters parameters)
    {
        Line($"a=ice-ufrag:{parameters.Ufrag}");
        Line($"a=ice-pwd:{parameters.Password}");
    }

    /// <summary>All our candidates, earlier ones with higher priority, and that there will be no more.</summary>
    public void Candidates(IReadOnlyList<IPEndPoint> candidates)
    {
        var addresses = new List<IPAddress>();
        for (var i = 0; i < candidates.Count; i++)
        {
            var address = Plain(candidates[i].Address);
            if (!addresses.Contains(address))
            {
                addresses.Add(address);
            }

            // Candidates of one address share their foundation (RFC 8445 §5.1.1.3).
            var foundation = addresses.IndexOf(address) + 1;
            Line($"a=candidate:{foundation} {Component} udp {PriorityOf(i)} {address} {candidates[i].Port} typ host");
        }

        Line("a=end-of-candidates");
    }

    public override string ToString() => _text.ToString();

    /// <summary><c>IN IP4 192.0.2.1</c></summary>
    public static string Connection(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? $"IN IP6 {address}" : $"IN IP4 {address}";

    /// <summary>Without a scope, and IPv4 as IPv4: what other machines understand.</summary>
    public static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes());

    // RFC 8445 §5.1.2.1.
    private static uint PriorityOf(int index) =>
        (HostPreference << 24) + ((uint)Math.Max(0, ushort.MaxValue - index) << 8) + (256 - Component);
}
