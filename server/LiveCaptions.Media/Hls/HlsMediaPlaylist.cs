using System.Globalization;

namespace LiveCaptions.Media.Hls;

/// <summary>An HLS media playlist (RFC 8216 §4.3.3), as far as it takes to play its sound.</summary>
public sealed class HlsMediaPlaylist
{
    /// <summary>Far more than any has.</summary>
    public const int MaxBytes = HlsLines.MaxLength;

    /// <summary>More than a day of two seconds each.</summary>
    private const int MaxSegments = 50_000;

    private const long HighestNumber = long.MaxValue / 2;
    private const double LongestSegment = 24 * 3600;

    private readonly List<HlsSegment> _segments = [];
    private HlsKey? _key;
    private HlsMap? _map;
    private HlsSegment _coming = new(0, "");
    private string? _range;
    private bool _isAnnounced;
    private long _first;

    private HlsMediaPlaylist()
    {
    }

    /// <summary>No segment is longer.</summary>
    public TimeSpan TargetDuration { get; private set; }

    /// <summary>No segment will be added.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Number of the first segment in it.</summary>
    public long First => _first;

    /// <summary>Number that the next segment will have.</summary>
    public long Next => _first + _segments.Count;

    public IReadOnlyList<HlsSegment> Segments => _segments;

    /// <returns>Null when it is no media playlist.</returns>
    /// <exception cref="HlsPlaylistException">It is one that cannot be played here.</exception>
    public static HlsMediaPlaylist? Parse(string text)
    {
        if (HlsLines.Of(text) is not { } lines || !Array.Exists(lines, line => HlsLines.IsTag(line, "#EXT-X-TARGETDURATION", out _)))
        {
            return null;
        }

        var playlist = new HlsMediaPlaylist();
        foreach (var line in lines)
        {
            playlist.Read(line);
        }

        return playlist;
    }

    private void Read(string line)
    {
        if (!line.StartsWith('#'))
        {
            // Without a duration before it, it is none (§4.3.2.1).
            if (_isAnnounced)
            {
                Add(line);
            }
        }
        else if (HlsLines.IsTag(line, "#EXTINF", out var value))
        {
            _coming = _coming with { Duration = Seconds(value.Split(',')[0]) };
            _isAnnounced = true;
        }
        else if (HlsLines.IsTag(line, "#EXT-X-KEY", out value))
        {
            _key = HlsKey.Parse(HlsAttributes.Parse(value));
        }
        else if (HlsLines.IsTag(line, "#EXT-X-MAP", out value))
        {
            _map = MapOf(HlsAttributes.Parse(value));
        }
        else if (HlsLines.IsTag(line, "#EXT-X-BYTERANGE", out value))
        {
            _range = value;
        }
        else if (line is "#EXT-X-DISCONTINUITY" or "#EXT-X-GAP")
        {
            _coming = _coming with
            {
                IsDiscontinuous = _coming.IsDiscontinuous || line is "#EXT-X-DISCONTINUITY",
                IsGap = _coming.IsGap || line is "#EXT-X-GAP"
            };
        }
        else
        {
            ReadHead(line);
        }
    }

    private void ReadHead(string line)
    {
        if (HlsLines.IsTag(line, "#EXT-X-TARGETDURATION", out var value))
        {
            TargetDuration = Seconds(value);
        }
        else if (HlsLines.IsTag(line, "#EXT-X-MEDIA-SEQUENCE", out value))
        {
            _first = _segments.Count == 0
                && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= HighestNumber
                ? number
                : throw new HlsPlaylistException("The playlist's first number cannot be read.");
        }
        else if (line is "#EXT-X-ENDLIST" or "#EXT-X-PLAYLIST-TYPE:VOD")
        {
            IsOver = true;
        }
    }

    private void Add(string uri)
    {
        if (_segments.Count == MaxSegments)
        {
            throw new HlsPlaylistException("The playlist has too many segments.");
        }

        HlsByteRange? range = _range is null
            ? null
            : HlsByteRange.Parse(_range, _segments is [.., { Range: { } before } last] && last.Uri == uri ? before.End : null);
        _segments.Add(_coming with { Number = Next, Uri = uri, Range = range, Key = _key, Map = _map });
        (_coming, _range, _isAnnounced) = (new HlsSegment(0, ""), null, false);
    }

    private HlsMap MapOf(HlsAttributes attributes) => attributes["URI"] is not { Length: > 0 } uri
        ? throw new HlsPlaylistException("The playlist has an EXT-X-MAP without an address.")
        : new HlsMap(uri, attributes["BYTERANGE"] is { } range ? HlsByteRange.Parse(range, before: 0) : null, _key);

    private static TimeSpan Seconds(string text) =>
        double.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= 0 and <= LongestSegment
            ? TimeSpan.FromSeconds(seconds)
            : throw new HlsPlaylistException("The playlist has a duration that cannot be read.");
}
