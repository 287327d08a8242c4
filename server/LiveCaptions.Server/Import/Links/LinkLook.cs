using LiveCaptions.Media.Hls;

namespace LiveCaptions.Server.Import.Links;

/// <summary>What is behind an address, as far as the head of its answer tells.</summary>
/// <param name="IsPage">A page, or a playlist of DASH: to have it as a file takes yt-dlp.</param>
public sealed record LinkLook(bool IsPage)
{
    /// <summary>It calls itself internet radio (Icecast, SHOUTcast).</summary>
    public bool IsRadio { get; init; }

    /// <summary>Of HLS; null where it is none, or cannot be read.</summary>
    public HlsMediaPlaylist? Playlist { get; init; }

    /// <summary>It has no end yet.</summary>
    public bool IsLive => IsRadio || Playlist is { IsOver: false };
}
