using System.ComponentModel;
using System.Diagnostics;

namespace LiveCaptions.Media.Codecs;

/// <summary>
/// Pulls the first audio track of anything that ffmpeg reads, through one child process and a pipe. The pipe holds 64 KB:
/// a slow caller makes ffmpeg wait. Times follow the medium's own: gaps and a late start become silence.
/// </summary>
public sealed class FfmpegDecoder : IMediaReader
{
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

    /// <summary>Starts decoding a local file. What it holds shows at the first read.</summary>
    /// <exception cref="ToolMissingException">ffmpeg is not installed.</exception>
    public static FfmpegDecoder Start(string path)
    {
        var start = new ProcessStartInfo("ffmpeg", Arguments(path))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return new FfmpegDecoder(process, InputOf(path));
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
    private static string[] Arguments(string path) =>
    [
        "-nostdin", "-hide_banner", "-nostats", "-loglevel", "level+info", "-threads", "1",
        "-protocol_whitelist", "file,pipe,crypto,data", "-i", InputOf(path),
        "-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1",
        "-af", "aresample=16000:async=1:first_pts=0", "-ac", "1", "-f", "s16le", "pipe:1",
    ];

    private static string InputOf(string path) => $"file:{path}";

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
