using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using LiveCaptions.Media.Processes;

namespace LiveCaptions.Media.Codecs;

/// <summary>
/// Has ffmpeg say what a file holds. Not ffprobe: it gives up where it may not open the decoder of every track, a film's video too.
/// </summary>
internal static class FfmpegProbe
{
    private const int MaxAnswer = 4096;

    // The first frame as an AU file (".snd"), whose header has the number of channels last.
    private const int AuHeader = 24;
    private const int ChannelsAt = 20;
    private static readonly string[] FirstFrame = ["-vn", "-sn", "-dn", "-frames:a", "1", "-c:a", "pcm_s16be", "-f", "au"];

    // The first packet, undecoded, as a line of numbers. V leaves out covers.
    private static readonly string[] FirstPicture = ["-map", "0:V:0", "-c", "copy", "-frames:v", "1", "-f", "framecrc"];

    /// <summary>Channels of the audio track of a local file that is to be taken.</summary>
    /// <returns>And the track's index.</returns>
    /// <exception cref="MediaReadException">It cannot be read, or has no audio track.</exception>
    /// <exception cref="ToolMissingException">ffmpeg is not installed.</exception>
    public static async Task<(int Channels, int Track)> CountChannelsAsync(
        string path, MediaChoice choice, TimeProvider time, CancellationToken cancellationToken)
    {
        var track = choice.Track - 1 ?? 0;
        while (true)
        {
            var (answer, messages, failure) = await AskAsync(
                path, [], [.. FfmpegChild.Track(track), .. FirstFrame], time, cancellationToken);
            var chosen = choice.Track - 1 ?? AudioTrackInfo.Choose(messages.Tracks, choice.Language);
            if (chosen == track)
            {
                return answer.Length >= AuHeader
                    ? ((int)BinaryPrimitives.ReadUInt32BigEndian(answer.AsSpan(ChannelsAt)), track)
                    : throw new MediaReadException(failure ?? "It has no audio track.");
            }

            track = chosen;
        }
    }

    /// <summary>When a local film's first picture is shown, in seconds of the file's own time.</summary>
    /// <returns>Null where it has none, or does not say.</returns>
    public static async Task<double?> FindFirstPictureAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        var (answer, _, _) = await AskAsync(path, ["-copyts"], FirstPicture, time, cancellationToken);
        return ParsePicture(Encoding.ASCII.GetString(answer));
    }

    /// <param name="answer">"#tb 0: 1/1000", then "stream, dts, pts, …" in that unit.</param>
    internal static double? ParsePicture(string answer)
    {
        var lines = answer.Split('\n');
        var unit = Array.Find(lines, line => line.StartsWith("#tb 0: ", StringComparison.Ordinal))?[7..].Split('/');
        var packet = Array.Find(lines, line => line.StartsWith("0,", StringComparison.Ordinal))?.Split(',');
        return unit is [var over, var under] && packet is [_, _, var shown, ..]
            && long.TryParse(over, CultureInfo.InvariantCulture, out var numerator)
            && long.TryParse(under, CultureInfo.InvariantCulture, out var denominator)
            && denominator > 0 && long.TryParse(shown, CultureInfo.InvariantCulture, out var count)
            ? (double)count * numerator / denominator
            : null;
    }

    /// <returns>The first that it writes, what it says, and why it failed, if it did.</returns>
    private static async Task<(byte[] Answer, FfmpegMessages Messages, string? Failure)> AskAsync(
        string path, string[] input, string[] output, TimeProvider time, CancellationToken cancellationToken)
    {
        var name = FfmpegInput.NameOf(path);
        await using var child = FfmpegChild.Start(
            [.. input, .. FfmpegInput.OfFile, "-i", name, .. output, "pipe:1"], FfmpegInput.LimitsFor(path), level: "info");
        child.CloseInput();
        using var patience = new CancellationTokenSource(FfmpegDecoder.Patience, time);
        await using var silence = patience.Token.Register(child.Kill);
        await using var stop = cancellationToken.Register(child.Kill);
        var messages = new FfmpegMessages(child.Error);
        var answer = new byte[MaxAnswer];
        var length = await child.Output.BaseStream.ReadAtLeastAsync(answer, MaxAnswer, throwOnEndOfStream: false, CancellationToken.None);
        await child.Output.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        await child.WaitForExitAsync(CancellationToken.None);
        await messages.Completion;
        cancellationToken.ThrowIfCancellationRequested();
        return child.ExitCode == 0
            ? (answer[..length], messages, null)
            : ([], messages,
                PlaylistMarks.Has(path) ? FfmpegMessages.IsPlaylist : messages.Reason(name) ?? $"ffmpeg ended with code {child.ExitCode}.");
    }
}
