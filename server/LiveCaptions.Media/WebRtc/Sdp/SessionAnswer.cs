using System.Net;
using System.Net.Sockets;

namespace LiveCaptions.Media.WebRtc.Sdp;

/// <summary>Our answer to an offer: ICE-lite, DTLS server, receiving Opus; every section that we do not take is refused.</summary>
public static class SessionAnswer
{
    /// <summary>
    /// Writes the answer, with the sections of the offer in their order. Of the offer it repeats only tokens that were checked.
    /// </summary>
    /// <exception cref="ArgumentException">No candidates.</exception>
    public static string Write(SessionOffer offer, AnswerParameters parameters)
    {
        if (parameters.Candidates is not [var first, ..])
        {
            throw new ArgumentException("An answer needs an address where the server can be reached.", nameof(parameters));
        }

        var address = SdpWriter.Plain(first.Address);
        var writer = new SdpWriter();
        writer.Line("v=0");
        writer.Line($"o=- {parameters.SessionId} {parameters.SessionVersion} {SdpWriter.Connection(address)}");
        writer.Line("s=-");
        writer.Line("t=0 0");
        writer.Line("a=ice-lite");
        writer.Bundle(offer);
        WriteSections(writer, offer, parameters, AnyOf(address));
        return writer.ToString();
    }

    private static void WriteSections(SdpWriter writer, SessionOffer offer, AnswerParameters parameters, string connection)
    {
        foreach (var section in offer.Sections)
        {
            if (offer.Accepted.FirstOrDefault(media => media.Section == section) is not { } accepted)
            {
                Refuse(writer, section, connection);
                continue;
            }

            Accept(writer, accepted, parameters, connection);
            Codec(writer, accepted, offer, parameters);
            if (accepted == offer.Accepted[0])
            {
                writer.Candidates(parameters.Candidates);
            }
        }
    }

    private static void Accept(SdpWriter writer, AcceptedMedia accepted, AnswerParameters parameters, string connection)
    {
        writer.Media(accepted);
        writer.Line($"c={connection}");
        writer.Mid(accepted.Section);
        writer.Line(accepted.Receives ? "a=recvonly" : "a=inactive");
        writer.Line("a=rtcp-mux");
        writer.Credentials(parameters);
        writer.Line($"a=fingerprint:{parameters.Fingerprint}");
        writer.Line("a=setup:passive");
    }

    private static void Codec(SdpWriter writer, AcceptedMedia accepted, SessionOffer offer, AnswerParameters parameters)
    {
        var codec = accepted.Codec;
        if (accepted.Receives && codec.IsOpus)
        {
            Opus(writer, codec, offer, parameters);
            return;
        }

        writer.Line($"a=rtpmap:{codec.PayloadType} {codec.Encoding}");
        if (codec.FormatParameters is { } formatParameters)
        {
            writer.Line($"a=fmtp:{codec.PayloadType} {formatParameters}");
        }
    }

    // Speech for recognition: one channel, with redundancy (FEC), and silence sent too, so that no background has to be made up.
    private static void Opus(SdpWriter writer, OfferedCodec codec, SessionOffer offer, AnswerParameters parameters)
    {
        writer.Line($"a=rtpmap:{codec.PayloadType} opus/48000/2");
        writer.Line(
            $"a=fmtp:{codec.PayloadType} minptime=10;useinbandfec=1;stereo=0;usedtx=0;maxaveragebitrate={parameters.MaxAverageBitrate}");
        if (offer.AudioNack)
        {
            writer.Line($"a=rtcp-fb:{codec.PayloadType} nack");
        }
    }

    private static void Refuse(SdpWriter writer, OfferedMedia section, string connection)
    {
        writer.Line($"m={section.Kind} 0 {section.Protocol} {section.FirstFormat}");
        writer.Line($"c={connection}");
        writer.Mid(section);
        writer.Line("a=inactive");
    }

    private static string AnyOf(IPAddress address) =>
        SdpWriter.Connection(address.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any);
}
