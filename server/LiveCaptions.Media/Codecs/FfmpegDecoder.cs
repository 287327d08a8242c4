namespace LiveCaptions.Media.Codecs;

/// <summary>
/// Pulls the first audio track of a file that ffmpeg reads, through one child process and a pipe. The pipe holds 64 KB:
/// a slow caller makes ffmpeg wait. Times follow the medium's own: gaps and a late start become silence.
/// </summary>
public sealed class FfmpegDecoder : IMediaReader
{
    /// <summary>A child that gives nothing for so long hangs: a slow disk has read gigabytes by then.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // SIGKILL and SIGXCPU, as exit codes: so end children that have used up their time.
    private static readonly int[] OutOfTime = [128 + 9, 128 + 24];

    private readonly ChildProcess _child;
    private readonly FfmpegSamples _samples;
    private readonly FfmpegMessages _messages;
    private readonly string _input;
    private readonly string _file;
    private readonly TimeProvider _time;
    private readonly TimeSpan _patience;
    private bool _isSilent;
    private long? _late;

    private FfmpegDecoder(string file, int? channel, TimeProvider time)
    {
        (_input, _file, _time) = (FfmpegInput.NameOf(file), file, time);
        string[] arguments = [.. FfmpegInput.OfFile, "-i", _input, .. FfmpegChild.FirstTrack, .. FfmpegChild.SamplesOf(channel)];
        _child = FfmpegChild.Start(arguments, FfmpegInput.LimitsFor(file), level: "info");
        _child.CloseInput();
        _patience = FfmpegInput.IsWhole(file) ? Patience : Timeout.InfiniteTimeSpan;
        _samples = new FfmpegSamples(_child.Output.BaseStream);
        _messages = new FfmpegMessages(_child.Error);
    }

    /// <inheritdoc/>
    public TimeSpan? Duration => _messages.Duration;

    /// <summary>Starts decoding a local file. What it holds shows at the first read.</summary>
    /// <param name="channel">The one channel to take, from 0, which there has to be; null mixes all.</param>
    /// <exception cref="ToolMissingException">ffmpeg is not installed.</exception>
    public static FfmpegDecoder Start(string path, TimeProvider time, int? channel = null) => new(path, channel, time);

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(Memory<short> buffer, CancellationToken cancellationToken)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        await using var stop = cancellationToken.Register(_child.Kill);
        await using var watch = _time.CreateTimer(_ => EndSilence(), state: null, _patience, Timeout.InfiniteTimeSpan);
        _late ??= await FfmpegLateStart.FindAsync(_file, _messages, _time, cancellationToken);
        if (_late > 0)
        {
            var silent = (int)Math.Min(_late.Value, buffer.Length);
            buffer.Span[..silent].Clear();
            _late -= silent;
            return silent;
        }

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

    private void EndSilence()
    {
        _isSilent = true;
        _child.Kill();
    }

    private async Task ExpectSuccessAsync(CancellationToken cancellationToken)
    {
        await _child.WaitForExitAsync(cancellationToken);
        await _messages.Completion;
        if (_isSilent)
        {
            throw new MediaReadException($"It cannot be decoded: nothing came out of it for {Patience.TotalSeconds:0} s.");
        }

        if (_child.ExitCode != 0)
        {
            throw new MediaReadException(Reason());
        }
    }

    private string Reason()
    {
        if (OutOfTime.Contains(_child.ExitCode))
        {
            return "It takes far longer to decode than an honest file of its size.";
        }

        return PlaylistMarks.Has(_file)
            ? FfmpegMessages.IsPlaylist
            : _messages.Reason(_input) ?? $"ffmpeg ended with code {_child.ExitCode}.";
    }
}
