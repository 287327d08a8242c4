using System.Globalization;
using System.Text;

namespace LiveCaptions.Server.Live.Hls;

/// <summary>Playlists of RFC 8216: the captions' own, and one that offers them beside a video.</summary>
internal static class HlsPlaylist
{
    /// <param name="first">Number of the first segment.</param>
    /// <param name="end">Behind the last segment.</param>
    /// <param name="isOver">Nothing will be added.</param>
    /// <param name="isWindow">Segments go at the front as they come at the end, instead of staying.</param>
    /// <param name="query">What every segment's address needs.</param>
    public static string Media(int first, int end, bool isOver, bool isWindow, DateTimeOffset? startedAt, string query)
    {
        var playlist = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n");
        playlist.Append(
            CultureInfo.InvariantCulture, $"#EXT-X-TARGETDURATION:{HlsTimeline.SegmentSeconds}\n#EXT-X-MEDIA-SEQUENCE:{first}\n");
        if (!isWindow)
        {
            playlist.Append("#EXT-X-PLAYLIST-TYPE:EVENT\n");
        }

        if (startedAt is { } start && end > first)
        {
            playlist.Append(CultureInfo.InvariantCulture, $"#EXT-X-PROGRAM-DATE-TIME:"
                + $"{start.AddSeconds(first * HlsTimeline.SegmentSeconds).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\n");
        }

        for (var index = first; index < end; index++)
        {
            playlist.Append(CultureInfo.InvariantCulture, $"#EXTINF:{HlsTimeline.SegmentSeconds}.000,\nsegment{index}.vtt{query}\n");
        }

        return playlist.Append(isOver ? "#EXT-X-ENDLIST\n" : "").ToString();
    }

    /// <param name="language">In which it is said; null where nobody knows.</param>
    /// <param name="translations">Languages that there are besides; one that nobody chose is not turned on by itself.</param>
    /// <param name="video">The video's playlist; null offers the captions alone.</param>
    /// <param name="query">What the captions' address needs.</param>
    public static string Master(string? language, IReadOnlyList<string> translations, Uri? video, string query)
    {
        var captions = $"captions.m3u8{query}";
        var tag = language is null ? "" : $"LANGUAGE=\"{language}\",";
        var codecs = video is null ? "CODECS=\"wvtt\"," : "";
        return $"""
            #EXTM3U
            #EXT-X-VERSION:4
            #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="captions",NAME="{NameOf(language)}",{tag}DEFAULT=YES,AUTOSELECT=YES,FORCED=NO,CHARACTERISTICS="public.accessibility.transcribes-spoken-dialog",URI="{captions}"
            {string.Concat(translations.Select(translation => Translated(translation, query)))}#EXT-X-STREAM-INF:BANDWIDTH={(video is null ? 1_000 : 5_000_000)},{codecs}SUBTITLES="captions",CLOSED-CAPTIONS=NONE
            {video?.AbsoluteUri ?? captions}

            """.ReplaceLineEndings("\n");
    }

    private static string Translated(string language, string query) =>
        $"#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"captions\",NAME=\"Subtitles ({language})\",LANGUAGE=\"{language}\","
        + $"DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI=\"captions.m3u8{query}{(query.Length == 0 ? '?' : '&')}language={language}\"\n";

    /// <summary>As a menu shows it. Without cultures on this machine it is the tag.</summary>
    private static string NameOf(string? language) => language is null ? "Captions" : $"Captions ({language})";
}
