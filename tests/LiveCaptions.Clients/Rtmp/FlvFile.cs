using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Processes;
using LiveCaptions.Media.Rtmp;

namespace LiveCaptions.Clients.Rtmp;

/// <summary>The audio tags of an FLV file, as an encoder would publish them.</summary>
public static class FlvFile
{
    private const int FileHeaderSize = 13;
    private const int TagHeaderSize = 11;

    /// <summary>Has ffmpeg encode samples (16 kHz mono).</summary>
    /// <exception cref="ToolMissingException">ffmpeg is not installed.</exception>
    /// <param name="codec">As for ffmpeg's <c>-c:a</c>, such as <c>aac</c>.</param>
    public static async Task<IReadOnlyList<FlvTag>> EncodeAsync(
        short[] samples, CancellationToken cancellationToken, string codec = "aac", string rate = "48000")
    {
        await using var ffmpeg = ChildProcess.Start("ffmpeg", "ffmpeg",
        [
            "-hide_banner", "-loglevel", "error", "-f", "s16le", "-ar", "16000", "-ac", "1", "-i", "pipe:0",
            "-c:a", codec, "-ar", rate, "-b:a", "128k", "-f", "flv", "pipe:1",
        ]);
        using var file = new MemoryStream();
        var reading = ffmpeg.Output.BaseStream.CopyToAsync(file, cancellationToken);
        await ffmpeg.Input.WriteAsync(MemoryMarshal.AsBytes(samples.AsSpan()).ToArray(), cancellationToken);
        ffmpeg.CloseInput();
        await reading;
        await ffmpeg.WaitForExitAsync(cancellationToken);
        return ffmpeg.ExitCode == 0 ? Read(file.ToArray()) : throw new MediaReadException($"ffmpeg could not encode to {codec}.");
    }

    private static List<FlvTag> Read(ReadOnlyMemory<byte> file)
    {
        var tags = new List<FlvTag>();
        for (var rest = file[FileHeaderSize..]; rest.Length > TagHeaderSize;)
        {
            var header = rest.Span[..TagHeaderSize];
            var first = BinaryPrimitives.ReadUInt32BigEndian(header);
            var (type, length) = ((RtmpMessageType)(first >> 24), (int)(first & 0xFF_FFFF));
            if (type == RtmpMessageType.Audio)
            {
                tags.Add(new FlvTag(
                    (BinaryPrimitives.ReadUInt32BigEndian(header[4..]) >> 8) | ((uint)header[7] << 24), rest.Slice(TagHeaderSize, length)));
            }

            rest = rest[(TagHeaderSize + length + sizeof(int))..];
        }

        return tags;
    }
}
