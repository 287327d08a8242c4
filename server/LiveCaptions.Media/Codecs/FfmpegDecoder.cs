namespace LiveCaptions.Media.Codecs;

/// <summary>
/// Pulls the first audio track of anything that ffmpeg reads, through one child process and a pipe. The pipe holds 64 KB:
/// a slow caller makes ffmpeg wait. Times follow the medium's own: gaps and a late start become silence.
/// </summary>
public sealed class FfmpegDecoder : IMediaReader
{
    private readonly ChildProcess _child;
    private readonly FfmpegSamples _samples;
    private readonly FfmpegMessages _messages;
    private readonly string _input;

    private FfmpegDecoder(ChildProcess child, string input)
    {
        _child = child;
        _input = input;
        _samples = new FfmpegSamples(child.Output.BaseStream);
        _messages = new FfmpegMessages(child.Error);
    }

    /// <inheritdoc/>
    public TimeSpan? Duration => _messages.Duration;

    /// <summary>Starts decoding a local file. What it holds shows at the first read.</summary>
    /// <param name="channel">The one channel to take, from 0, which there has to be; null mixes all.</param>
    /// <exception cref="ToolMissingException">ffmpeg is not installed.</exception>
    public static FfmpegDecoder Start(string path, int? channel = null) => Start(InputOf(path), FileArguments(path, channel));

    private static FfmpegDecoder Start(string input, IEnumerable<string> arguments)
    {
        // Through no proxy but one that the options name, and around that for no host.
        var child = ChildProcess.Start("ffmpeg", "ffmpeg", arguments, without: ["http_proxy", "no_proxy"]);
        child.CloseInput();
        return new FfmpegDecoder(child, input);
    }

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(Memory<short> buffer, CancellationToken cancellationToken)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        await using var stop = cancellationToken.Register(_child.Kill);
        var samples = await _samples.ReadAsync(buffer, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (samples == 0)
        {
            await ExpectSuccessAsync(cancellationToken);
        }

        return samples;
    }

    /// <summary>Ends the child if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        _child.Kill();
        await _messages.Completion;
        await _child.DisposeAsync();
    }

    // Local files only: a playlist must not make the server fetch addresses.
    private static string[] FileArguments(string path, int? channel) =>
    [
        "-nostdin", "-hide_banner", "-nostats", "-loglevel", "level+info", "-threads", "1",
        "-protocol_whitelist", "file,pipe,crypto,data", "-i", InputOf(path), .. OutputArguments(channel), "-f", "s16le", "pipe:1",
    ];

    private static string[] OutputArguments(int? channel) =>
    [
        "-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1",
        "-af", $"{(channel is { } one ? $"pan=mono|c0=c{one}," : "")}aresample=16000:async=1:first_pts=0", "-ac", "1",
    ];

    private static string InputOf(string path) => $"file:{path}";

    private async Task ExpectSuccessAsync(CancellationToken cancellationToken)
    {
        await _child.WaitForExitAsync(cancellationToken);
        await _messages.Completion;
        if (_child.ExitCode != 0)
        {
            throw new MediaReadException(_messages.Reason(_input) ?? $"ffmpeg ended with code {_child.ExitCode}.");
        }
    }
}
