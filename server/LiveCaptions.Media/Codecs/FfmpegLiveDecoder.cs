using System.Text;
using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Processes;

namespace LiveCaptions.Media.Codecs;

/// <summary>
/// Decodes a live stream in an ffmpeg child: int16 samples, 16 kHz mono, as fast as it comes. Sample n is that of time n / 16000 of
/// the stream: where its timestamps leave something out, or it cannot be decoded, there is silence. Both pipes hold 64 KB.
/// The child ends when its input does, so also when this process is killed. Its arguments, which every user of the machine can see, hold
/// nothing of where the stream comes from.
/// </summary>
public sealed class FfmpegLiveDecoder : IAsyncDisposable
{
    // Nothing is probed: what the first tags say is all there is to know.
    private static readonly string[] Known = ["-fflags", "nobuffer", "-flags", "low_delay", "-probesize", "32", "-analyzeduration", "0"];

    // Little is probed, or the first sample would take 5 s; without nobuffer, which throws away what was probed.
    private static readonly string[] Probed = ["-probesize", "500000", "-analyzeduration", "1000000"];

    private readonly ChildProcess _child;
    private readonly FfmpegSamples _samples;
    private readonly FfmpegMessages _messages;

    private FfmpegLiveDecoder(IEnumerable<string> input, TimeProvider time)
    {
        string[] arguments = [.. FfmpegChild.OwnTimes, .. input, "-i", "pipe:0", .. FfmpegChild.Track(0), .. FfmpegChild.SamplesAtOnce];
        _child = FfmpegChild.Start(arguments, FfmpegInput.LiveLimits, level: "info");
        _messages = new FfmpegMessages(_child.Error);
        _samples = new FfmpegSamples(
            _child.Output.BaseStream, _messages, new FrameTimeline(origin: null, new LivePauses(time)), channel: null);
    }

    /// <inheritdoc cref="IMediaReader.Notices"/>
    public IEnumerable<AudioNotice> Notices => FfmpegNotices.Of(_samples, _messages);

    /// <summary>Of bytes in a known format, which come out some 20 ms later. Their timestamps begin at 0.</summary>
    /// <param name="format">ffmpeg's name of it, such as <c>flv</c>.</param>
    /// <exception cref="ToolMissingException">ffmpeg is not installed.</exception>
    public static FfmpegLiveDecoder Start(string format, TimeProvider time) => new([.. Known, .. FfmpegInput.OfPipe(format)], time);

    /// <summary>Of bytes whose format ffmpeg finds out: it opens nothing itself.</summary>
    /// <param name="formats">ffmpeg's names of those that it may be, with commas.</param>
    /// <exception cref="ToolMissingException">ffmpeg is not installed.</exception>
    public static FfmpegLiveDecoder OfBytes(string formats, TimeProvider time) => Probing(time, "pipe", formats);

    /// <summary>Of an address that it connects to itself.</summary>
    /// <exception cref="ToolMissingException">ffmpeg is not installed.</exception>
    public static async Task<FfmpegLiveDecoder> OfScriptAsync(FfmpegScript script, TimeProvider time, CancellationToken cancellationToken)
    {
        var decoder = Probing(time, $"pipe,{script.Protocols}", $"concat,{script.Formats}", "-f", "concat", "-safe", "0");
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
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        _child.Input.WriteAsync(bytes, cancellationToken);

    /// <summary>The input is complete: what is still in the child comes out, then it ends.</summary>
    public void Complete() => _child.CloseInput();

    /// <summary>A read that is cancelled ends the child.</summary>
    /// <returns>The samples read; 0 when the child has ended.</returns>
    public async ValueTask<int> ReadAsync(Memory<short> buffer, CancellationToken cancellationToken)
    {
        await using var stop = cancellationToken.Register(Kill);
        var count = await _samples.ReadAsync(buffer, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return count;
    }

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

    private static FfmpegLiveDecoder Probing(TimeProvider time, string protocols, string formats, params string[] more) =>
        new([.. Probed, "-protocol_whitelist", protocols, "-format_whitelist", formats, .. more, .. FfmpegInput.SoundOnly], time);
}
