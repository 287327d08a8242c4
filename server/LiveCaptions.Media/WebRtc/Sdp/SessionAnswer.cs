using System.Net;
using System.Net.Sockets;

namespace LiveCaptions.Media.WebRtc.Sdp;

/// <summary>Our answer to an offer: ICE-lite, DTLS server, receiving Opus; every section that we do not take is refused.</summary>
public static class SessionAnswer
{
    /// <summary>Writes the answer, with the sections of the offer in their order. Of the offer it repeats only tokens that were checked.</summary>
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
        var hasCandidates = false;
        foreach (var section in offer.Sections)
        {
            if (section == offer.Audio)
            {
                Accept(writer, section, offer.AudioCodec, parameters, connection);
                Opus(writer, offer, parameters);
            }
            else if (section == offer.Video)
            {
                Accept(writer, section, offer.VideoCodec!, parameters, connection);
                Video(writer, offer.VideoCodec!);
            }
            else
            {
                Refuse(writer, section, connection);
                continue;
            }

            if (!hasCandidates)
            {
                writer.Candidates(parameters.Candidates);
                hasCandidates = true;
            }
        }
    }

    private static void Accept(SdpWriter writer, OfferedMedia section, OfferedCodec codec, AnswerParameters parameters, string connection)
    {
        writer.Line($"m={section.Kind} 9 {section.Protocol} {codec.PayloadType}"); // port 9: see the candidates
        writer.Line($"c={connection}");
        writer.Mid(section);
        writer.Line("a=recvonly");
        writer.Line("a=rtcp-mux");
        writer.Credentials(parameters);
        writer.Line($"a=fingerprint:{parameters.Fingerprint}");
        writer.Line("a=setup:passive");
    }

    // Speech for recognition: one channel, with redundancy (FEC), and silence sent too, so that no background has to be made up.
    private static void Opus(SdpWriter writer, SessionOffer offer, AnswerParameters parameters)
    {
        writer.Line($"a=rtpmap:{offer.AudioPayloadType} opus/48000/2");
        writer.Line($"a=fmtp:{offer.AudioPayloadType} minptime=10;useinbandfec=1;stereo=0;usedtx=0;maxaveragebitrate={parameters.MaxAverageBitrate}");
        if (offer.AudioNack)
        {
            writer.Line($"a=rtcp-fb:{offer.AudioPayloadType} nack");
        }
    }

    private static void Video(SdpWriter writer, OfferedCodec codec)
    {
        writer.Line($"a=rtpmap:{codec.PayloadType} {codec.Encoding}");
        if (codec.FormatParameters is { } parameters)
        {
            writer.Line($"a=fmtp:{codec.PayloadType} {parameters}");
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
