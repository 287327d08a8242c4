namespace LiveCaptions.Media.Codecs;

/// <summary>
/// Decodes a live stream that is pushed into an ffmpeg child and comes out as int16 samples, 16 kHz mono, some 20 ms later. Sample n is
/// that of time n / 16000 of the stream: where its timestamps leave something out, or it cannot be decoded, there is silence. Both pipes hold 64 KB.
/// The child ends when its input does, so also when this process is killed.
/// </summary>
public sealed class FfmpegLiveDecoder : IAsyncDisposable
{
    private readonly ChildProcess _child;
    private readonly FfmpegSamples _samples;
    private readonly FfmpegMessages _messages;

    private FfmpegLiveDecoder(ChildProcess child)
    {
        _child = child;
        _samples = new FfmpegSamples(child.Output.BaseStream);
        _messages = new FfmpegMessages(child.Error);
    }

    /// <param name="format">ffmpeg's name of the input's format, such as <c>flv</c>. Its timestamps begin at 0.</param>
    /// <exception cref="ToolMissingException">ffmpeg is not installed.</exception>
    public static FfmpegLiveDecoder Start(string format) => new(ChildProcess.Start("ffmpeg", "ffmpeg", Arguments(format), FfmpegInput.LiveLimits));

    /// <summary>Hands bytes to the child; waits while its pipe is full.</summary>
    /// <exception cref="IOException">The child has ended.</exception>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => _child.Input.WriteAsync(bytes, cancellationToken);

    /// <summary>The input is complete: what is still in the child comes out, then it ends.</summary>
    public void Complete() => _child.CloseInput();

    /// <returns>The samples read; 0 when the child has ended.</returns>
    public ValueTask<int> ReadAsync(Memory<short> buffer, CancellationToken cancellationToken) => _samples.ReadAsync(buffer, cancellationToken);

    /// <summary>Why the child ended, once it has; null when it did not say.</summary>
    public async Task<string?> ReasonAsync()
    {
        await _messages.Completion;
        return _messages.Reason("pipe:0");
    }

    /// <summary>Ends the child at once; who reads gets the end then.</summary>
    public void Kill() => _child.Kill();

    /// <summary>Ends the child if it still runs. Nobody may read any more.</summary>
    public async ValueTask DisposeAsync()
    {
        Kill();
        await _messages.Completion;
        await _child.DisposeAsync();
    }

    // Nothing is probed: what the first tags say is all there is to know. aresample fills what timestamps leave out, from their 0 on.
    private static string[] Arguments(string format) =>
    [
        "-nostdin", "-hide_banner", "-nostats", "-loglevel", "level+error",
        "-fflags", "nobuffer", "-flags", "low_delay", "-probesize", "32", "-analyzeduration", "0", "-threads", "1",
        .. FfmpegInput.OfPipe(format), "-i", "pipe:0", "-vn", "-sn", "-dn",
        "-af", "aresample=16000:async=1:first_pts=0", "-ac", "1", "-flush_packets", "1", "-f", "s16le", "pipe:1",
    ];
}
