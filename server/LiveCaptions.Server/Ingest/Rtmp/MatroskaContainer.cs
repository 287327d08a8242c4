using System.Buffers;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Rtmp;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>Matroska, for what only enhanced RTMP carries.</summary>
internal sealed class MatroskaContainer(string codec) : IRtmpContainer
{
    public static MatroskaContainer Flac { get; } = new(MatroskaWriter.Flac);

    public static MatroskaContainer Ac3 { get; } = new(MatroskaWriter.Ac3);

    public static MatroskaContainer Eac3 { get; } = new(MatroskaWriter.Eac3);

    public string Format => "matroska";

    public void WriteHeader(IBufferWriter<byte> output, ReadOnlySpan<byte> configuration) =>
        MatroskaWriter.WriteHeader(output, codec, configuration);

    public void WriteFrames(IBufferWriter<byte> output, long milliseconds, FlvAudioTag frames) =>
        MatroskaWriter.WriteFrame(output, milliseconds, frames.Data.Span);
}
