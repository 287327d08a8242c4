using System.Buffers;
using LiveCaptions.Media.Rtmp;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>How frames are handed to ffmpeg.</summary>
internal interface IRtmpContainer
{
    /// <summary>ffmpeg's name of it.</summary>
    string Format { get; }

    /// <param name="configuration">What the stream said before its first frame.</param>
    void WriteHeader(IBufferWriter<byte> output, ReadOnlySpan<byte> configuration);

    /// <param name="milliseconds">Since the first frame behind the header.</param>
    void WriteFrames(IBufferWriter<byte> output, long milliseconds, FlvAudioTag frames);
}
