using LiveCaptions.Media.Rtmp;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>Decodes frames of one codec and configuration, and appends what they say at its time.</summary>
internal interface IRtmpAudioDecoder : IAsyncDisposable
{
    /// <param name="milliseconds">Where on the connection's timeline.</param>
    /// <exception cref="RtmpRefusalException">There is no decoding this.</exception>
    ValueTask DecodeAsync(long milliseconds, FlvAudioTag frames);

    /// <summary>Appends what is still on its way; no more comes.</summary>
    Task FinishAsync();
}
