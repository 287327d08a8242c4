using System.Buffers;
using LiveCaptions.Media.Rtmp;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>FLV as of old.</summary>
/// <param name="prefix">First bytes of a tag of frames, where they are not in the frames.</param>
/// <param name="configurationPrefix">The same of the configuration; empty where there is none.</param>
internal sealed class FlvContainer(byte[] prefix, byte[] configurationPrefix) : IRtmpContainer
{
    public static FlvContainer Aac { get; } = new([0xAF, 1], [0xAF, 0]);

    public static FlvContainer Mp3 { get; } = new([0x2F], []);

    /// <summary>Tags as they came.</summary>
    public static FlvContainer Plain { get; } = new([], []);

    public string Format => "flv";

    public void WriteHeader(IBufferWriter<byte> output, ReadOnlySpan<byte> configuration)
    {
        FlvWriter.WriteHeader(output);
        if (configurationPrefix.Length > 0)
        {
            FlvWriter.WriteAudio(output, timestamp: 0, configurationPrefix, configuration);
        }
    }

    public void WriteFrames(IBufferWriter<byte> output, long milliseconds, FlvAudioTag frames) =>
        FlvWriter.WriteAudio(output, (uint)milliseconds, prefix, frames.Data.Span);
}
