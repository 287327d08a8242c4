namespace LiveCaptions.Media.WebRtc.Sdp;

/// <summary>
/// Body of a WHIP PATCH: <c>application/trickle-ice-sdpfrag</c> (RFC 8840 §9, RFC 9725 §4.3). Candidates are counted
/// and not looked at, as in offers.
/// </summary>
/// <param name="Ufrag">ICE user name fragment of the publisher; null where the fragment has none. Another than the offer's
/// asks for an ICE restart.</param>
/// <param name="Password">ICE password of the publisher; null where the fragment has none.</param>
/// <param name="Mid">Identification of the first section; null where there is none.</param>
/// <param name="CandidateCount">How many candidates it has.</param>
/// <param name="EndOfCandidates">No more will come.</param>
public sealed record SdpFragment(string? Ufrag, string? Password, string? Mid, int CandidateCount, bool EndOfCandidates)
{
    private const int MaxLength = SessionOffer.MaxLength;

    /// <param name="text">The body, lines ended by CRLF or LF. Of lines that come twice the first counts: the first section
    /// stands for the bundle.</param>
    /// <exception cref="SdpException">Malformed.</exception>
    public static SdpFragment Parse(string text)
    {
        if (text.Length > MaxLength)
        {
            throw SdpException.Broken($"The fragment has more than {MaxLength} characters.");
        }

        SdpFragment? fragment = null;
        var lines = new SdpLineReader(text);
        while (lines.TryRead())
        {
            fragment ??= new SdpFragment(null, null, null, 0, false);
            if (lines.Type == 'a')
            {
                fragment = fragment.With(lines.SplitAttribute(out var value), value);
            }
        }

        return fragment ?? throw SdpException.Broken("The body is no trickle-ice-sdpfrag: it has no line such as a=candidate:… in it.");
    }

    /// <summary>Writes our answer to an ICE restart: the new credentials, and all our candidates.</summary>
    /// <param name="offer">The offer that began the session.</param>
    /// <param name="parameters">Credentials and candidates are used.</param>
    public static string Write(SessionOffer offer, AnswerParameters parameters)
    {
        var first = offer.Accepted[0];
        var writer = new SdpWriter();
        writer.Line("a=ice-lite");
        writer.Bundle(offer);
        writer.Media(first);
        writer.Mid(first.Section);
        writer.Credentials(parameters);
        writer.Candidates(parameters.Candidates);
        return writer.ToString();
    }

    private SdpFragment With(ReadOnlySpan<char> name, ReadOnlySpan<char> value) => name switch
    {
        "ice-ufrag" when Ufrag is null => this with { Ufrag = SdpGrammar.Ufrag(value) },
        "ice-pwd" when Password is null => this with { Password = SdpGrammar.Password(value) },
        "mid" when Mid is null => this with { Mid = SdpGrammar.Mid(value) },
        "candidate" => this with { CandidateCount = CandidateCount + 1 },
        "end-of-candidates" => this with { EndOfCandidates = true },
        _ => this,
    };
}
