using System.Text;

namespace LiveCaptions.Media.Codecs;

/// <summary>
/// Decodes a live stream from somewhere else, whose format ffmpeg finds out: as fast as it comes, int16 samples, 16 kHz mono. Its arguments, which every
/// user of the machine can see, hold nothing of where the stream comes from.
/// </summary>
public sealed class FfmpegPullDecoder : IAsyncDisposable
{
    // Little is probed, or the first sample would take 5 s; without nobuffer, which throws away what was probed. Timestamps that leap are no silence of hours.
    private static readonly string[] Patience = ["-threads", "1", "-probesize", "500000", "-analyzeduration", "1000000", "-dts_error_threshold", "10"];

    private static readonly string[] Output =
    [
        "-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-af", "aresample=16000:async=1:first_pts=0", "-ac", "1", "-flush_packets", "1", "-f", "s16le", "pipe:1",
    ];

    private readonly ChildProcess _child;
    private readonly FfmpegSamples _samples;
    private readonly FfmpegMessages _messages;

    private FfmpegPullDecoder(ChildProcess child)
    {
        _child = child;
        _samples = new FfmpegSamples(child.Output.BaseStream);
        _messages = new FfmpegMessages(child.Error);
    }

    /// <summary>Of bytes that are handed to it: it opens nothing itself.</summary>
    /// <param name="formats">ffmpeg's names of those that it may be, with commas.</param>
    /// <exception cref="ToolMissingException">ffmpeg is not installed.</exception>
    public static FfmpegPullDecoder OfBytes(string formats) => Start("-protocol_whitelist", "pipe", "-format_whitelist", formats);

    /// <summary>Of an address that it connects to itself.</summary>
    /// <exception cref="ToolMissingException">ffmpeg is not installed.</exception>
    public static async Task<FfmpegPullDecoder> OfScriptAsync(FfmpegScript script, CancellationToken cancellationToken)
    {
        var decoder = Start("-protocol_whitelist", $"pipe,{script.Protocols}", "-format_whitelist", $"concat,{script.Formats}", "-f", "concat", "-safe", "0");
        try
        {
            await decoder.WriteAsync(Encoding.UTF8.GetBytes(script.Write()), cancellationToken);
        }
        catch (IOException)
        {
            // The child has ended, and says why.
        }
        catch
        {
            await decoder.DisposeAsync();
            throw;
        }

        decoder.Complete();
        return decoder;
    }

    /// <summary>Hands bytes to the child; waits while its pipe is full.</summary>
    /// <exception cref="IOException">The child has ended.</exception>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => _child.Input.WriteAsync(bytes, cancellationToken);

    /// <summary>The input is complete: what is still in the child comes out, then it ends.</summary>
    public void Complete() => _child.CloseInput();

    /// <returns>The samples read; 0 when the child has ended.</returns>
    public async ValueTask<int> ReadAsync(Memory<short> buffer, CancellationToken cancellationToken)
    {
        await using var stop = cancellationToken.Register(Kill);
        var count = await _samples.ReadAsync(buffer, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return count;
    }

    /// <summary>What the child complained of, once it has ended; null where it did not.</summary>
    public async Task<string?> ComplaintAsync()
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

    private static FfmpegPullDecoder Start(params string[] input) => new(ChildProcess.Start(
        "ffmpeg",
        "ffmpeg",
        ["-nostdin", "-hide_banner", "-nostats", "-loglevel", "level+error", .. Patience, .. input, .. FfmpegInput.SoundOnly, "-i", "pipe:0", .. Output],
        FfmpegInput.LiveLimits));
}
