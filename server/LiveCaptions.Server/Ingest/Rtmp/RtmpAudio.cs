using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Processes;
using LiveCaptions.Media.Rtmp;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>
/// One publisher's audio, from messages to the recording: (1) reads the tag, (2) finds its time, and waits where that is far ahead,
/// (3) has it decoded (<see cref="RtmpDecoding"/>).
/// </summary>
/// <param name="onWait">Called while it waits.</param>
/// <param name="expelled">Completes when the publisher has to go, and nothing more of it is taken.</param>
internal sealed class RtmpAudio(PublisherConnection publisher, RtmpContext around, Action onWait, Task expelled) : IAsyncDisposable
{
    private static readonly TimeSpan WaitStep = TimeSpan.FromSeconds(1);

    /// <summary>Without audio while other messages come, after which somebody has to be told.</summary>
    private static readonly TimeSpan Missed = TimeSpan.FromSeconds(10);

    private readonly TimestampLine _timeline = new();
    private readonly RtmpTrackChoice _choice = new(publisher.Track);
    private readonly RtmpDecoding _decoding = new(publisher.Track, around);
    private readonly TimeSpan _most = TimeSpan.FromSeconds(around.Ingest.Value.MaxAheadSeconds);
    private readonly long _begin = around.Time.GetTimestamp();
    private long _lastFrames = around.Time.GetTimestamp();
    private bool _isMissed;
    private long _unreadable;

    /// <summary>Whether a frame came.</summary>
    public bool HasBegun => publisher.HasBegun;

    /// <param name="timestamp">The message's.</param>
    /// <param name="body">Its payload; an empty one says nothing.</param>
    /// <exception cref="RtmpRefusalException">There is no decoding this.</exception>
    public async ValueTask AcceptAsync(uint timestamp, ReadOnlyMemory<byte> body)
    {
        // (1)
        if (body.IsEmpty)
        {
            return;
        }

        if (!FlvAudioTag.TryParse(body, _choice.Track, out var tag))
        {
            LoseOne();
            return;
        }

        if (!_choice.Takes(timestamp, tag))
        {
            return;
        }

        if (_choice.TakeConfiguration() is { } earlier)
        {
            await _decoding.ConfigureAsync(earlier);
        }

        if (tag.Content == FlvAudioContent.Configuration)
        {
            await _decoding.ConfigureAsync(tag);
        }
        else if (tag.Content == FlvAudioContent.Frames && !tag.Data.IsEmpty)
        {
            await TakeFramesAsync(timestamp, tag);
        }
    }

    /// <summary>Something came: where that is video for long, and no audio, somebody is told.</summary>
    public void NoteBytes()
    {
        if (!_isMissed && around.Time.GetElapsedTime(_lastFrames) > Missed)
        {
            _isMissed = true;
            publisher.Track.Notify(new AudioNotice(
                "noAudio",
                HasBegun
                    ? "No audio comes any more, only the rest of the stream: look at the encoder's sound."
                    : "The stream has no audio: look at the encoder's sound, and whether it is sent."));
        }
    }

    /// <inheritdoc cref="RtmpDecoding.FinishAsync"/>
    public Task FinishAsync() => _decoding.FinishAsync();

    public ValueTask DisposeAsync() => _decoding.DisposeAsync();

    /// <summary>Takes no more from who sends faster than it is spoken, until what it has sent is not as far ahead any more.</summary>
    /// <param name="position">On the connection's line; what the recording has may be further.</param>
    /// <returns>False when the publisher has to go meanwhile.</returns>
    private async ValueTask<bool> WaitForTimeAsync(TimeSpan position)
    {
        while (Longer(publisher.Track.AheadOfTime, position - around.Time.GetElapsedTime(_begin)) - _most is var wait
            && wait > TimeSpan.Zero)
        {
            onWait();
            await Task.WhenAny(Task.Delay(wait < WaitStep ? wait : WaitStep, around.Time), expelled);
            if (expelled.IsCompleted)
            {
                return false;
            }
        }

        return true;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private async ValueTask TakeFramesAsync(uint timestamp, FlvAudioTag tag)
    {
        // (2)
        var milliseconds = _timeline.Next(timestamp, around.Time.GetElapsedTime(_begin));
        NoteFrames();
        await publisher.BeginAsync(around.Time.GetUtcNow());

        // (3)
        if (await WaitForTimeAsync(TimeSpan.FromMilliseconds(milliseconds)))
        {
            if (!await _decoding.TryDecodeAsync(milliseconds, tag))
            {
                LoseOne();
            }
        }
    }

    private void NoteFrames()
    {
        _lastFrames = around.Time.GetTimestamp();
        if (_isMissed)
        {
            _isMissed = false;
            publisher.Track.Notify(new AudioNotice("noAudio", "Audio comes.") { IsOver = true });
        }
    }

    /// <summary>A message that is no tag: how long it was is what messages are usually apart.</summary>
    private void LoseOne() => publisher.Track.Notify(new AudioNotice(
        "tagsUnreadable", "Audio messages of the stream could not be read: what they held is missing.")
    {
        LostSamples = ++_unreadable * _timeline.Step * AudioFormat.SampleRate / 1000,
    });
}
