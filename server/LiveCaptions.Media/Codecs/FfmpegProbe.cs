using System.Globalization;

namespace LiveCaptions.Media.Codecs;

/// <summary>Asks ffprobe, which comes with ffmpeg, what a file holds.</summary>
internal static class FfmpegProbe
{
    /// <summary>Channels of a local file's first audio track.</summary>
    /// <exception cref="MediaReadException">It cannot be read, or has no audio track.</exception>
    /// <exception cref="ToolMissingException">ffprobe is not installed.</exception>
    public static async Task<int> CountChannelsAsync(string path, CancellationToken cancellationToken)
    {
        var input = $"file:{path}";
        await using var child = ChildProcess.Start(
            "ffprobe",
            "ffmpeg",
            [
                "-hide_banner", "-loglevel", "level+error", "-protocol_whitelist", "file,pipe,crypto,data",
                "-select_streams", "a:0", "-show_entries", "stream=channels", "-of", "default=noprint_wrappers=1:nokey=1", input,
            ]);
        child.CloseInput();
        await using var stop = cancellationToken.Register(child.Kill);
        var messages = new FfmpegMessages(child.Error);
        var answer = await child.Output.ReadToEndAsync(CancellationToken.None);
        await child.WaitForExitAsync(CancellationToken.None);
        await messages.Completion;
        cancellationToken.ThrowIfCancellationRequested();
        if (child.ExitCode != 0)
        {
            throw new MediaReadException(messages.Reason(input) ?? $"ffprobe ended with code {child.ExitCode}.");
        }

        // Transport streams say it once more for the programme.
        return int.TryParse(answer.Split('\n')[0], CultureInfo.InvariantCulture, out var channels) ? channels : throw new MediaReadException("It has no audio track.");
    }
}
