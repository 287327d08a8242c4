namespace LiveCaptions.Media.WebRtc.Sdp;

/// <summary>ICE and DTLS attributes of one level, session or media; a later line replaces an earlier one, fingerprints add up.</summary>
internal sealed class OfferedTransport
{
    private readonly List<CertificateFingerprint> _fingerprints = [];

    public string? Ufrag { get; private set; }

    public string? Password { get; private set; }

    /// <summary>a=setup as it was written; null where there is none.</summary>
    public string? Setup { get; private set; }

    public IReadOnlyList<CertificateFingerprint> Fingerprints => _fingerprints;

    /// <summary>a=ice-options has trickle.</summary>
    public bool Trickle { get; private set; }

    /// <summary>
    /// The offerer can be the DTLS client. Without the attribute it is: <c>active</c> is the default of offers (RFC 4145 §4).
    /// </summary>
    public bool CanBeActive => Setup is null or "actpass" or "active";

    /// <summary>Has everything that a connection needs.</summary>
    public bool IsUsable => CanBeActive && Fingerprints is not [] && this is { Ufrag: not null, Password: not null };

    /// <summary>Keeps an attribute that belongs here; passes over every other.</summary>
    /// <exception cref="SdpException">It breaks its grammar.</exception>
    public void Take(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        switch (name)
        {
            case "ice-ufrag":
                Ufrag = SdpGrammar.Ufrag(value);
                break;
            case "ice-pwd":
                Password = SdpGrammar.Password(value);
                break;
            case "setup":
                Setup = value.ToString();
                break;
            case "fingerprint" when CertificateFingerprint.Parse(value) is { } fingerprint:
                _fingerprints.Add(fingerprint);
                break;
            case "ice-options":
                Trickle |= HasTrickle(value);
                break;
        }
    }

    /// <summary>Takes from <paramref name="outer"/> what this level does not say itself.</summary>
    public void Inherit(OfferedTransport outer)
    {
        Ufrag ??= outer.Ufrag;
        Password ??= outer.Password;
        Setup ??= outer.Setup;
        if (_fingerprints is [])
        {
            _fingerprints.AddRange(outer._fingerprints);
        }

        Trickle |= outer.Trickle;
    }

    // Separated by spaces (RFC 8839 §5.6), though libdatachannel writes commas.
    private static bool HasTrickle(ReadOnlySpan<char> options)
    {
        foreach (var option in options.SplitAny(' ', ','))
        {
            if (options[option] is "trickle")
            {
                return true;
            }
        }

        return false;
    }
}
