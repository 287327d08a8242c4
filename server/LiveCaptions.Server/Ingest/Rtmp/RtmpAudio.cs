using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Processes;
using LiveCaptions.Media.Rtmp;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>
/// One publisher's audio, from messages to the recording: (1) reads the tag, (2) finds its time, and waits where that is far ahead,
/// (3) has it decoded, or keeps it until it is known how.
/// </summary>
/// <param name="onWait">Called while it waits.</param>
/// <param name="expelled">Completes when the publisher has to go, and nothing more of it is taken.</param>
internal sealed class RtmpAudio(PublisherConnection publisher, RtmpContext around, Action onWait, Task expelled) : IAsyncDisposable
{
    private static readonly TimeSpan WaitStep = TimeSpan.FromSeconds(1);

    /// <summary>Without audio while other messages come, after which somebody has to be told.</summary>
    private static readonly TimeSpan Missed = TimeSpan.FromSeconds(10);

    private const int MaxConfiguration = 4_096;

    /// <summary>Changes of codec or configuration a minute: each may cost a child process.</summary>
    private const int MaxChanges = 10;

    private readonly TimestampLine _timeline = new();
    private readonly RtmpTrackWriter _track = new(publisher.Track);
    private readonly RtmpTrackChoice _choice = new(publisher.Track);
    private readonly RtmpWaitingFrames _waiting = new();
    private readonly TimeSpan _most = TimeSpan.FromSeconds(around.Ingest.Value.MaxAheadSeconds);
    private readonly long _begin = around.Time.GetTimestamp();
    private readonly RecentCount _changes = new(around.Time);
    private long _lastFrames = around.Time.GetTimestamp();
    private bool _isMissed;
    private long _unreadable;
    private FlvAudioCodec _codec;
    private byte[] _configuration = [];
    private IRtmpAudioDecoder? _decoder;

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
            await ConfigureAsync(earlier);
        }

        if (tag.Content == FlvAudioContent.Configuration)
        {
            await ConfigureAsync(tag);
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

    /// <summary>All that came is in the recording.</summary>
    public async Task FinishAsync()
    {
        try
        {
            await TryFindOutAsync();
        }
        catch (Exception exception) when (exception is RtmpRefusalException or ToolMissingException)
        {
            LoseWaiting(); // it is told, or was, why
        }

        await FinishDecoderAsync();
    }

    public ValueTask DisposeAsync() => _decoder?.DisposeAsync() ?? ValueTask.CompletedTask;

    private Task FinishDecoderAsync() => _decoder?.FinishAsync() ?? Task.CompletedTask;

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
            await (tag.Codec == FlvAudioCodec.Aac && AdtsHeader.TryRead(tag.Data.Span, out _)
                ? DecodeAdtsAsync(milliseconds, tag)
                : DecodeAsync(milliseconds, tag));
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

    private async Task ConfigureAsync(FlvAudioTag tag)
    {
        if (tag.Data.Length > MaxConfiguration)
        {
            throw new RtmpRefusalException("audio_unsupported", $"The audio's configuration has more than {MaxConfiguration} bytes.");
        }

        if (!tag.Data.IsEmpty || !NeedsConfiguration(tag.Codec))
        {
            await ExpectAsync(tag.Codec, tag.Data);
            await DecodeWaitingAsync();
        }
    }

    /// <summary>Frames as AAC files have them, each with its configuration before it: one or several.</summary>
    private async ValueTask DecodeAdtsAsync(double milliseconds, FlvAudioTag tag)
    {
        publisher.Track.Notify(new AudioNotice("adtsFrames", "The stream's AAC comes as ADTS frames, which RTMP does not have: "
            + "their headers are taken off. Look at the encoder's settings."));
        var rest = tag.Data;
        while (AdtsHeader.TryRead(rest.Span, out var header))
        {
            await ExpectAsync(tag.Codec, header.Configuration);
            await DecodeAsync((long)milliseconds, tag with { Data = rest[header.Size..header.FrameSize] });
            rest = rest[header.FrameSize..];
            milliseconds += AacConfiguration.FrameSamples * 1000.0 / header.Rate;
        }

        if (!rest.IsEmpty)
        {
            LoseOne();
        }
    }

    private async ValueTask DecodeAsync(long milliseconds, FlvAudioTag tag)
    {
        if (NeedsConfiguration(tag.Codec) && _codec != tag.Codec)
        {
            await KeepAsync(milliseconds, tag);
            return;
        }

        switch (tag.Codec)
        {
            case FlvAudioCodec.Plain:
                await ExpectAsync(tag.Codec, tag.Data[..1]);
                break;
            case var codec when codec != _codec:
                await ExpectAsync(codec, default);
                break;
        }

        await DecodeWaitingAsync();
        _decoder ??= CreateDecoder(tag.Codec);
        await _decoder.DecodeAsync(milliseconds, tag);
    }

    private async ValueTask KeepAsync(long milliseconds, FlvAudioTag tag)
    {
        if (!_waiting.IsEmpty && _waiting.Codec != tag.Codec)
        {
            await TryFindOutAsync();
        }

        _waiting.Add(milliseconds, tag);
        if (_waiting.IsFull && !await TryFindOutAsync())
        {
            throw new RtmpRefusalException(
                "audio_unsupported", $"{tag.Codec.ToString().ToUpperInvariant()} came without its sequence header, "
                    + "and its frames do not tell what it is. Start the stream anew in the encoder.");
        }
    }

    /// <summary>No configuration came: finds out from the frames that wait what it must have been, and decodes them.</summary>
    /// <returns>False where frames do not tell; they are lost.</returns>
    private async ValueTask<bool> TryFindOutAsync()
    {
        if (_waiting.IsEmpty)
        {
            return true;
        }

        var (configuration, format) = _waiting.FindOut();
        if (configuration is null)
        {
            LoseWaiting();
            return false;
        }

        publisher.Track.Notify(new AudioNotice("formatGuessed", $"The stream does not say what its audio is: it is taken for {format}. "
            + "If captions are wrong, start the stream anew in the encoder."));
        await ExpectAsync(_waiting.Codec, configuration);
        await DecodeWaitingAsync();
        return true;
    }

    private async ValueTask DecodeWaitingAsync()
    {
        if (!_waiting.IsEmpty && _waiting.Codec != _codec)
        {
            LoseWaiting();
        }

        foreach (var (milliseconds, tag) in _waiting.Take())
        {
            _decoder ??= CreateDecoder(tag.Codec);
            await _decoder.DecodeAsync(milliseconds, tag);
        }
    }

    private void LoseWaiting()
    {
        publisher.Track.CountLost((long)(_waiting.Milliseconds * AudioFormat.SampleRate / 1000));
        _waiting.Take();
    }

    private static bool NeedsConfiguration(FlvAudioCodec codec) => codec is FlvAudioCodec.Aac or FlvAudioCodec.Flac;

    /// <summary>Some encoders repeat the configuration; another one takes another decoder.</summary>
    private async ValueTask ExpectAsync(FlvAudioCodec codec, ReadOnlyMemory<byte> configuration)
    {
        if (codec == _codec && configuration.Span.SequenceEqual(_configuration))
        {
            return;
        }

        if (_changes.Add() > MaxChanges)
        {
            throw new RtmpRefusalException(
                "audio_unsupported", $"The audio's format changed more than {MaxChanges} times within a minute.");
        }

        await FinishDecoderAsync();
        await DisposeAsync();
        (_codec, _configuration, _decoder) = (codec, configuration.ToArray(), null);
    }

    private IRtmpAudioDecoder CreateDecoder(FlvAudioCodec codec) => codec == FlvAudioCodec.Opus
        ? new RtmpOpusDecoder(_track)
        : new RtmpFfmpegDecoder(_track, ContainerOf(codec), _configuration, around.Options, around.Time, around.Logger);

    private static IRtmpContainer ContainerOf(FlvAudioCodec codec) => codec switch
    {
        FlvAudioCodec.Aac => FlvContainer.Aac,
        FlvAudioCodec.Mp3 => FlvContainer.Mp3,
        FlvAudioCodec.Plain => FlvContainer.Plain,
        FlvAudioCodec.Flac => MatroskaContainer.Flac,
        FlvAudioCodec.Ac3 => MatroskaContainer.Ac3,
        FlvAudioCodec.Eac3 => MatroskaContainer.Eac3,
        _ => throw new RtmpRefusalException("audio_unsupported", "Audio of this codec is not taken. Publish AAC, Opus, FLAC or MP3."),
    };
}
