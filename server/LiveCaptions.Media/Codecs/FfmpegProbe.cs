using System.Buffers.Binary;

namespace LiveCaptions.Media.Codecs;

/// <summary>Has ffmpeg say what a file holds. Not ffprobe: it gives up where it may not open the decoder of every track, a film's video too.</summary>
internal static class FfmpegProbe
{
    // The first frame as an AU file (".snd"), whose header has the number of channels last.
    private const int AuHeader = 24;
    private const int ChannelsAt = 20;

    /// <summary>Channels of a local file's first audio track.</summary>
    /// <exception cref="MediaReadException">It cannot be read, or has no audio track.</exception>
    /// <exception cref="ToolMissingException">ffmpeg is not installed.</exception>
    public static async Task<int> CountChannelsAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        var input = FfmpegInput.NameOf(path);
        await using var child = ChildProcess.Start("ffmpeg", "ffmpeg", Arguments(input), FfmpegInput.LimitsFor(path));
        child.CloseInput();
        using var patience = new CancellationTokenSource(FfmpegDecoder.Patience, time);
        await using var silence = patience.Token.Register(child.Kill);
        await using var stop = cancellationToken.Register(child.Kill);
        var messages = new FfmpegMessages(child.Error);
        var header = new byte[AuHeader];
        var length = await child.Output.BaseStream.ReadAtLeastAsync(header, AuHeader, throwOnEndOfStream: false, CancellationToken.None);
        await child.Output.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        await child.WaitForExitAsync(CancellationToken.None);
        await messages.Completion;
        cancellationToken.ThrowIfCancellationRequested();
        return child.ExitCode == 0 && length == AuHeader
            ? (int)BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(ChannelsAt))
            : throw new MediaReadException(PlaylistMarks.Has(path) ? FfmpegMessages.IsPlaylist : messages.Reason(input) ?? $"ffmpeg ended with code {child.ExitCode}.");
    }

    private static string[] Arguments(string input) =>
    [
        "-nostdin", "-hide_banner", "-nostats", "-loglevel", "level+error", "-threads", "1", .. FfmpegInput.OfFile, "-i", input,
        "-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-frames:a", "1", "-c:a", "pcm_s16be", "-f", "au", "pipe:1",
    ];
}
