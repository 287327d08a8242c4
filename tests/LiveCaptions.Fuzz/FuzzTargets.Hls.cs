using System.Text;
using LiveCaptions.Media.Hls;

namespace LiveCaptions.Fuzz;

public static partial class FuzzTargets
{
    /// <summary>
    /// A playlist from somewhere else, as one of segments and as one of qualities. What is read of it is bounded and adds up.
    /// </summary>
    private static void HlsPlaylist(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        try
        {
            _ = HlsMultivariant.FindAudio(text);
        }
        catch (HlsPlaylistException)
        {
            // The documented refusal.
        }

        try
        {
            if (HlsMediaPlaylist.Parse(text) is { } playlist)
            {
                Check(playlist);
            }
        }
        catch (HlsPlaylistException)
        {
            // The documented refusal.
        }
    }

    private static void Check(HlsMediaPlaylist playlist)
    {
        Require(
            playlist.First >= 0 && playlist.Next - playlist.First == playlist.Segments.Count && playlist.TargetDuration >= TimeSpan.Zero);
        for (var i = 0; i < playlist.Segments.Count; i++)
        {
            var segment = playlist.Segments[i];
            Require(segment.Number == playlist.First + i && segment.Uri.Length > 0 && segment.Duration >= TimeSpan.Zero);
            Require(segment.Range is not { } range || (range.Start >= 0 && range.Length > 0 && range.End > 0));
            Require(segment.Key is not { } key || key.IvOf(segment.Number).Length == HlsKey.Size);
            Require(segment.Map is not { } map || map.Uri.Length > 0);
        }
    }
}
