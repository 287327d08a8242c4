namespace LiveCaptions.Media.Hls;

/// <summary>What decoders need before segments of fragmented MP4 (RFC 8216 §4.3.2.5).</summary>
/// <param name="Uri">As written.</param>
/// <param name="Range">Null is all of it.</param>
public sealed record HlsMap(string Uri, HlsByteRange? Range, HlsKey? Key);
