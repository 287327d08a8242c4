using LiveCaptions.Media.Hls;

namespace LiveCaptions.Server.Import.Live.Hls;

/// <summary>A media playlist.</summary>
/// <param name="Asked">Where it is loaded from.</param>
/// <param name="Address">Where that led to: what it names is relative to this.</param>
internal sealed record HlsLoaded(Uri Asked, Uri Address, HlsMediaPlaylist Playlist)
{
    /// <exception cref="HlsPlaylistException">It is no address that is followed.</exception>
    public Uri Follow(string named) => HlsLoader.Follow(Address, named);
}
