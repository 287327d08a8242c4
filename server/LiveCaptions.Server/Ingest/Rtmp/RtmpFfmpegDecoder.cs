using System.Buffers;
using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Rtmp;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>
/// AAC and all else that ffmpeg knows, by a child of it. A child that dies, or takes no more input, is replaced: what it had taken
/// and not given becomes silence of the right length, and counts as lost; so is one that takes frames and gives nothing. Too many
/// of them, and the publisher has to go.
/// </summary>
internal sealed partial class RtmpFfmpegDecoder(
    RtmpTrackWriter track, IRtmpContainer container, byte[] configuration, RtmpOptions options, TimeProvider time, ILogger logger)
    : IRtmpAudioDecoder
{
    private const int MaxDeaths = 5;

    /// <summary>A decoder has some frames in itself, and waits for the next.</summary>
    private const int MuteFrames = 20;

    /// <summary>
    /// Samples by which the last frame may be off its time: timestamps are whole milliseconds, and encoders are not exact.
    /// </summary>
    private const int Tolerance = AudioFormat.SampleRate / 10;

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly short[] _samples = new short[AudioFormat.SampleRate];
    private readonly RecentCount _deaths = new(time);
    private bool _hasDied;
    private FfmpegLiveDecoder? _child;
    private Task _pumping = Task.CompletedTask;
    private long _start;

    // Frames that it got since it gave something, and when the first of them was written.
    private int _unanswered;
    private long _unansweredSince;
    private long _last;

    private TimeSpan Patience => TimeSpan.FromSeconds(options.DecoderSeconds);

    private bool IsMute => Volatile.Read(ref _unanswered) > MuteFrames && time.GetElapsedTime(_unansweredSince) > 2 * Patience;

    public async ValueTask DecodeAsync(long milliseconds, FlvAudioTag frames)
    {
        if (_child is not null && _pumping.IsCompleted)
        {
            await BuryAsync(reason: null);
        }
        else if (_child is not null && IsMute)
        {
            await BuryAsync($"It gave no sound for {2 * options.DecoderSeconds:0.#} s.");
        }

        _last = milliseconds;
        _bytes.ResetWrittenCount();
        if (_child is null)
        {
            Start(milliseconds);
        }

        if (Interlocked.Increment(ref _unanswered) == 1)
        {
            _unansweredSince = time.GetTimestamp();
        }

        container.WriteFrames(_bytes, milliseconds - _start, frames);
        await WriteAsync(_child!);
    }

    public async Task FinishAsync()
    {
        if (_child is not null)
        {
            _child.Complete();
            await _pumping.WaitAsync(Patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _child.Kill();
            await _pumping;
        }

        // Its last words may have died with the child.
        var end = PositionOf(_last);
        await track.ReachAsync(end, lost: end > track.Position + Tolerance);
    }

    public async ValueTask DisposeAsync()
    {
        if (_child is not null)
        {
            _child.Kill();
            await _pumping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _child.DisposeAsync();
        }
    }

    private void Start(long milliseconds)
    {
        _child = FfmpegLiveDecoder.Start(container.Format, time);
        _start = milliseconds;
        _pumping = PumpAsync(_child, PositionOf(milliseconds), lost: _hasDied);
        container.WriteHeader(_bytes, configuration);
    }

    private static long PositionOf(long milliseconds) => milliseconds * AudioFormat.SampleRate / 1000;

    private async ValueTask WriteAsync(FfmpegLiveDecoder child)
    {
        try
        {
            var writing = child.WriteAsync(_bytes.WrittenMemory, CancellationToken.None);
            if (!writing.IsCompletedSuccessfully)
            {
                await writing.AsTask().WaitAsync(Patience, time);
            }
        }
        catch (IOException)
        {
            await BuryAsync(reason: null);
        }
        catch (TimeoutException)
        {
            await BuryAsync($"It took no more input for {options.DecoderSeconds:0.#} s.");
        }
    }

    private async Task PumpAsync(FfmpegLiveDecoder child, long start, bool lost)
    {
        await track.ReachAsync(start, lost);
        while (await child.ReadAsync(_samples, CancellationToken.None) is var count and > 0)
        {
            Volatile.Write(ref _unanswered, 0);
            await track.AppendAsync(_samples.AsMemory(0, count));
            foreach (var notice in child.Notices)
            {
                track.Notify(notice);
            }
        }
    }

    /// <param name="reason">Null asks the child.</param>
    private async Task BuryAsync(string? reason)
    {
        _child!.Kill();
        await _pumping;
        reason ??= await _child.ReasonAsync() ?? "It gave no reason.";
        await DisposeAsync();
        _child = null;
        _hasDied = true;
        _unanswered = 0;
        LogDied(logger, reason);
        track.Notify(
            new AudioNotice("decoderFailed", $"The audio's decoder failed and was replaced: what it had taken is silence. {reason}"));
        if (_deaths.Add() == MaxDeaths)
        {
            throw new RtmpRefusalException("decoder_failed", $"The audio cannot be decoded: {reason} Is it AAC?");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An ffmpeg that decodes RTMP audio ended, and is replaced: {Reason}")]
    private static partial void LogDied(ILogger logger, string reason);
}
