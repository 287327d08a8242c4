namespace LiveCaptions.Media.WebRtc.Sdp;

/// <summary>Reads the lines of an offer into sections, each with the attributes that hold for it; does not judge them.</summary>
internal sealed class OfferReader
{
    private readonly List<OfferedMedia> _sections = [];
    private readonly List<List<string>> _bundles = [];
    private readonly OfferedTransport _transport = new();
    private MediaDirection? _direction;

    private OfferReader()
    {
    }

    /// <summary>In the order of the offer; at least none.</summary>
    public IReadOnlyList<OfferedMedia> Sections => _sections;

    /// <summary>The whole offerer waits for connectivity checks.</summary>
    public bool IceLite { get; private set; }

    /// <exception cref="SdpException">Malformed.</exception>
    public static OfferReader Read(string sdp)
    {
        if (sdp.Length > SessionOffer.MaxLength)
        {
            throw SdpException.Broken($"The offer has more than {SessionOffer.MaxLength} characters.");
        }

        var reader = new OfferReader();
        reader.TakeLines(sdp);
        reader.CheckMids();
        reader.Inherit();
        return reader;
    }

    /// <summary>Whether both sections are in one bundle group, so that they share a transport.</summary>
    public bool AreBundled(OfferedMedia one, OfferedMedia other) => BundleOf(one) is { } bundle && bundle == BundleOf(other);

    /// <summary>
    /// First section of the bundle that <paramref name="section"/> is in, whose transport all use (RFC 9143 §7.2); null without a bundle.
    /// </summary>
    public OfferedMedia? TaggedOf(OfferedMedia section) => BundleOf(section) is { } bundle
        ? bundle.Select(mid => _sections.Find(other => other.Mid == mid)).FirstOrDefault(other => other is not null)
        : null;

    private void TakeLines(string sdp)
    {
        var lines = new SdpLineReader(sdp);
        if (!lines.TryRead() || lines.Type != 'v' || lines.Value is not "0")
        {
            throw SdpException.Broken("The body is no session description: it does not begin with v=0.");
        }

        while (lines.TryRead())
        {
            if (lines.Type == 'm')
            {
                AddSection(lines.Value);
            }
            else if (lines.Type == 'a')
            {
                TakeAttribute(lines.SplitAttribute(out var value), value);
            }
        }
    }

    private void AddSection(ReadOnlySpan<char> value)
    {
        if (_sections.Count == SessionOffer.MaxSections)
        {
            throw SdpException.Broken($"The offer has more than {SessionOffer.MaxSections} media sections.");
        }

        _sections.Add(OfferedMedia.Parse(value));
    }

    private void TakeAttribute(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (_sections is [.., var section])
        {
            section.Take(name, value);
            return;
        }

        switch (name)
        {
            case "group":
                TakeGroup(value);
                break;
            case "ice-lite":
                IceLite = true;
                break;
            default:
                _direction = OfferedMedia.DirectionOf(name) ?? _direction;
                _transport.Take(name, value);
                break;
        }
    }

    private void TakeGroup(ReadOnlySpan<char> value)
    {
        // There cannot be more groups than sections with something in them.
        if (SdpGrammar.TakeWord(ref value) is not "BUNDLE" || _bundles.Count == SessionOffer.MaxSections)
        {
            return;
        }

        var mids = new List<string>();
        for (var mid = SdpGrammar.TakeWord(ref value); !mid.IsEmpty && mids.Count < SessionOffer.MaxSections; mid =
            SdpGrammar.TakeWord(ref value))
        {
            mids.Add(mid.ToString());
        }

        _bundles.Add(mids);
    }

    private void CheckMids()
    {
        var mids = new HashSet<string>(StringComparer.Ordinal);
        if (_sections.Exists(section => section.Mid is { } mid && !mids.Add(mid)))
        {
            throw SdpException.Broken("Two media sections have the same a=mid.");
        }
    }

    private void Inherit()
    {
        foreach (var section in _sections)
        {
            section.Direction ??= _direction;
            section.Transport.Inherit(_transport);
        }

        foreach (var section in _sections)
        {
            if (TaggedOf(section) is { } tagged)
            {
                section.InheritFromBundle(tagged);
            }
        }
    }

    private List<string>? BundleOf(OfferedMedia section) =>
        section.Mid is { } mid ? _bundles.Find(bundle => bundle.Contains(mid, StringComparer.Ordinal)) : null;
}
