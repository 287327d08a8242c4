using System.ComponentModel;
using System.Diagnostics;

namespace LiveCaptions.Media.Codecs;

/// <summary>
/// Decodes a live stream that is pushed into an ffmpeg child and comes out as int16 samples, 16 kHz mono, some 20 ms later. Sample n is
/// that of time n / 16000 of the stream: where its timestamps leave something out, or it cannot be decoded, there is silence. Both pipes hold 64 KB.
/// The child ends when its input does, so also when this process is killed.
/// </summary>
public sealed class FfmpegLiveDecoder : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Stream _input;
    private readonly Stream _output;
    private readonly FfmpegSamples _samples;
    private readonly FfmpegMessages _messages;

    private FfmpegLiveDecoder(Process process)
    {
        _process = process;
        _input = process.StandardInput.BaseStream;
        _output = process.StandardOutput.BaseStream;
        _samples = new FfmpegSamples(_output);
        _messages = new FfmpegMessages(process.StandardError);
    }

    public int ProcessId => _process.Id;

    /// <param name="format">ffmpeg's name of the input's format, such as <c>flv</c>. Its timestamps begin at 0.</param>
    /// <exception cref="ToolMissingException">ffmpeg is not installed.</exception>
    public static FfmpegLiveDecoder Start(string format)
    {
        var start = new ProcessStartInfo("ffmpeg", Arguments(format))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        try
        {
            return new FfmpegLiveDecoder(Process.Start(start)!);
        }
        catch (Win32Exception e)
        {
            throw new ToolMissingException("ffmpeg", "ffmpeg", e);
        }
    }

    /// <summary>Hands bytes to the child; waits while its pipe is full.</summary>
    /// <exception cref="IOException">The child has ended.</exception>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => _input.WriteAsync(bytes, cancellationToken);

    /// <summary>The input is complete: what is still in the child comes out, then it ends.</summary>
    public void Complete()
    {
        try
        {
            _input.Dispose();
        }
        catch (IOException)
        {
            // It has ended before.
        }
    }

    /// <returns>The samples read; 0 when the child has ended.</returns>
    public ValueTask<int> ReadAsync(Memory<short> buffer, CancellationToken cancellationToken) => _samples.ReadAsync(buffer, cancellationToken);

    /// <summary>Why the child ended, once it has; null when it did not say.</summary>
    public async Task<string?> ReasonAsync()
    {
        await _messages.Completion;
        return _messages.Reason("pipe:0");
    }

    /// <summary>Ends the child at once; who reads gets the end then.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>Ends the child if it still runs. Nobody may read any more.</summary>
    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        await _messages.Completion;
        Complete();
        await _output.DisposeAsync();
        _process.Dispose();
    }

    // Nothing is probed: what the first tags say is all there is to know. aresample fills what timestamps leave out, from their 0 on.
    private static string[] Arguments(string format) =>
    [
        "-nostdin", "-hide_banner", "-nostats", "-loglevel", "level+error", "-protocol_whitelist", "pipe",
        "-fflags", "nobuffer", "-flags", "low_delay", "-probesize", "32", "-analyzeduration", "0", "-threads", "1",
        "-f", format, "-i", "pipe:0", "-vn", "-sn", "-dn",
        "-af", "aresample=16000:async=1:first_pts=0", "-ac", "1", "-flush_packets", "1", "-f", "s16le", "pipe:1",
    ];
}
