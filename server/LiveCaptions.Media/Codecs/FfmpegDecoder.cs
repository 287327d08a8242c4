using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Processes;

namespace LiveCaptions.Media.Codecs;

/// <summary>
/// Pulls an audio track of a file that ffmpeg reads, through one child process and two pipes. They hold 64 KB each: a slow caller makes
/// ffmpeg wait. Times follow the medium's own: gaps and a late start become silence (<see cref="FrameTimeline"/>).
/// </summary>
public sealed class FfmpegDecoder : IMediaReader
{
    /// <summary>A child that gives nothing for so long hangs: a slow disk has read gigabytes by then.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // SIGKILL and SIGXCPU, as exit codes: so end children that have used up their time.
    private static readonly int[] OutOfTime = [128 + 9, 128 + 24];

    private readonly string _input;
    private readonly string _file;
    private readonly MediaChoice _choice;
    private readonly int? _channel;
    private readonly TimeProvider _time;
    private readonly TimeSpan _patience;
    private int _track;
    private ChildProcess _child;
    private FfmpegMessages _messages;
    private FfmpegSamples? _samples;
    private bool _isSilent;

    private FfmpegDecoder(string file, MediaChoice choice, int? channel, TimeProvider time)
    {
        (_input, _file, _choice, _channel, _time) = (FfmpegInput.NameOf(file), file, choice, channel, time);
        _patience = FfmpegInput.IsWhole(file) ? Patience : Timeout.InfiniteTimeSpan;
        _track = choice.Track - 1 ?? 0;
        (_child, _messages) = StartChild();
    }

    /// <inheritdoc/>
    public TimeSpan? Duration => _messages.Duration;

    /// <inheritdoc/>
    public IReadOnlyList<AudioNotice> Notices =>
        _samples is null ? [] : [.. FfmpegNotices.Of(_samples, _messages), .. SilentTrack.Of(_messages.Tracks, _track, _samples)];

    /// <summary>Starts decoding a local file. What it holds shows at the first read.</summary>
    /// <param name="channel">The one channel to take, from 0, which there has to be; null mixes all.</param>
    /// <exception cref="ToolMissingException">ffmpeg is not installed.</exception>
    public static FfmpegDecoder Start(string path, MediaChoice choice, TimeProvider time, int? channel = null) =>
        new(path, choice, channel, time);

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(Memory<short> buffer, CancellationToken cancellationToken)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        await using var stop = cancellationToken.Register(() => _child.Kill());
        await using var watch = _time.CreateTimer(_ => EndSilence(), state: null, _patience, Timeout.InfiniteTimeSpan);
        _samples ??= await BeginAsync(cancellationToken);
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

    private (ChildProcess Child, FfmpegMessages Messages) StartChild()
    {
        string[] arguments =
        [
            .. FfmpegChild.OwnTimes, .. FfmpegInput.OfFile, "-i", _input, .. FfmpegChild.Track(_track), .. FfmpegChild.Samples
        ];
        var child = FfmpegChild.Start(arguments, FfmpegInput.LimitsFor(_file), level: "info");
        child.CloseInput();
        return (child, new FfmpegMessages(child.Error));
    }

    /// <summary>Takes another track where the file says, now that it is known, that it is the one to take.</summary>
    private async Task<FfmpegSamples> BeginAsync(CancellationToken cancellationToken)
    {
        await _messages.Described.WaitAsync(cancellationToken);
        if (_choice.Track is null && AudioTrackInfo.Choose(_messages.Tracks, _choice.Language) is var track
            && track != _track && FfmpegInput.IsWhole(_file))
        {
            await DisposeAsync();
            _track = track;
            (_child, _messages) = StartChild();
            await _messages.Described.WaitAsync(cancellationToken);
        }

        var start = await FfmpegStart.FindAsync(_file, _messages, _time, cancellationToken);
        return new FfmpegSamples(_child.Output.BaseStream, _messages, new FrameTimeline(start, new FilePauses()), _channel);
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

        if (_messages.Tracks.Count is > 0 and var count && _choice.Track > count)
        {
            return $"It has {count} audio track{(count == 1 ? "" : "s")}; there is no track {_choice.Track}.";
        }

        return PlaylistMarks.Has(_file)
            ? FfmpegMessages.IsPlaylist
            : _messages.Reason(_input) ?? $"ffmpeg ended with code {_child.ExitCode}.";
    }
}
