using System.ComponentModel;
using System.Diagnostics;

namespace LiveCaptions.Media.Codecs;

/// <summary>
/// Pulls the first audio track of anything that ffmpeg reads, through one child process and a pipe. The pipe holds 64 KB:
/// a slow caller makes ffmpeg wait. Times follow the medium's own: gaps and a late start become silence.
/// </summary>
public sealed class FfmpegDecoder : IMediaReader
{
    // Little is probed, or the first sample would take 5 s; without nobuffer, which throws away what was probed. Timestamps that leap are no silence of hours.
    private static readonly string[] LiveArguments =
    [
        "-nostdin", "-hide_banner", "-nostats", "-loglevel", "level+error", "-threads", "1",
        "-probesize", "500000", "-analyzeduration", "1000000", "-dts_error_threshold", "10",
    ];

    private static readonly string[] OutputArguments =
    [
        "-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-af", "aresample=16000:async=1:first_pts=0", "-ac", "1",
    ];

    private readonly Process _process;
    private readonly FfmpegSamples _samples;
    private readonly FfmpegMessages _messages;
    private readonly string _input;

    private FfmpegDecoder(Process process, string input)
    {
        _process = process;
        _input = input;
        _samples = new FfmpegSamples(process.StandardOutput.BaseStream);
        _messages = new FfmpegMessages(process.StandardError);
    }

    /// <inheritdoc/>
    public TimeSpan? Duration => _messages.Duration;

    /// <summary>What ffmpeg complained of last, in one line without the input's name; null where it did not. Valid once a read gave 0.</summary>
    public string? Complaint => _messages.Reason(_input);

    /// <summary>Starts decoding a local file. What it holds shows at the first read.</summary>
    /// <exception cref="ToolMissingException">ffmpeg is not installed.</exception>
    public static FfmpegDecoder Start(string path) => Start($"file:{path}", FileArguments(path));

    /// <summary>Starts pulling a live stream, which comes out as fast as it comes in. Whether there is one shows at the first read.</summary>
    /// <param name="address">As ffmpeg takes it.</param>
    /// <param name="options">ffmpeg's for this address: what it may follow, how long it waits.</param>
    /// <exception cref="ToolMissingException">ffmpeg is not installed.</exception>
    public static FfmpegDecoder Pull(string address, IEnumerable<string> options) =>
        Start(address, [.. LiveArguments, .. options, "-i", address, .. OutputArguments, "-flush_packets", "1", "-f", "s16le", "pipe:1"]);

    private static FfmpegDecoder Start(string input, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("ffmpeg", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };

        // Through no proxy but one that the options name, and around that for no host.
        start.Environment.Remove("http_proxy");
        start.Environment.Remove("no_proxy");
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return new FfmpegDecoder(process, input);
        }
        catch (Win32Exception e)
        {
            throw new ToolMissingException("ffmpeg", "ffmpeg", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(Memory<short> buffer, CancellationToken cancellationToken)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        await using var stop = cancellationToken.Register(Kill);
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
        Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        await _messages.Completion;
        _process.Dispose();
    }

    // Local files only: a playlist must not make the server fetch addresses.
    private static string[] FileArguments(string path) =>
    [
        "-nostdin", "-hide_banner", "-nostats", "-loglevel", "level+info", "-threads", "1",
        "-protocol_whitelist", "file,pipe,crypto,data", "-i", $"file:{path}", .. OutputArguments, "-f", "s16le", "pipe:1",
    ];

    private async Task ExpectSuccessAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        await _messages.Completion;
        if (_process.ExitCode != 0)
        {
            throw new MediaReadException(_messages.Reason(_input) ?? $"ffmpeg ended with code {_process.ExitCode}.");
        }
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
