using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Media.Hls;

/// <summary>A playlist breaks RFC 8216, or holds what is not taken here.</summary>
public sealed class HlsPlaylistException(string message) : MediaReadException(message);
