using System.Net;
using System.Text;
using LiveCaptions.Media.WebRtc;
using LiveCaptions.Media.WebRtc.Sdp;

namespace LiveCaptions.Fuzz;

public static partial class FuzzTargets
{
    private static readonly AnswerParameters Answer = new()
    {
        Ufrag = "ufrag",
        Password = "passwordpasswordpassword",
        Fingerprint = CertificateFingerprint.Of([]),
        Candidates = [new(IPAddress.Loopback, 8189)],
        SessionId = 1,
    };

    /// <summary>An offer, answered with its video and without. An answer is lines of visible ASCII, whatever the offer holds.</summary>
    private static void SdpOffer(byte[] input)
    {
        try
        {
            var sdp = Encoding.UTF8.GetString(input);
            Check(SessionAnswer.Write(SessionOffer.Parse(sdp), Answer));
            var offer = SessionOffer.Parse(sdp, acceptVideo: true);
            Check(SessionAnswer.Write(offer, Answer));
            SdpFragment.Parse(SdpFragment.Write(offer, Answer));
        }
        catch (SdpException)
        {
            // The documented refusal.
        }
    }

    private static void SdpFragmentBody(byte[] input)
    {
        try
        {
            SdpFragment.Parse(Encoding.UTF8.GetString(input));
        }
        catch (SdpException)
        {
            // The documented refusal.
        }
    }

    private static void Check(string answer)
    {
        if (answer.Replace("\r\n", "", StringComparison.Ordinal).AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw new InvalidOperationException("The answer repeats what must not be repeated.");
        }
    }
}
