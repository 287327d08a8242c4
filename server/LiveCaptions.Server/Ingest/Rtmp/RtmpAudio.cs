using LiveCaptions.Media.Rtmp;
using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>One publisher's audio, from messages to the recording: (1) reads the tag, (2) finds its time, and waits where that is far ahead, (3) has it decoded.</summary>
/// <param name="onWait">Called while it waits.</param>
/// <param name="expelled">Completes when the publisher has to go, and nothing more of it is taken.</param>
internal sealed class RtmpAudio(Publisher publisher, RtmpSurroundings around, Action onWait, Task expelled) : IAsyncDisposable
{
    private static readonly TimeSpan WaitStep = TimeSpan.FromSeconds(1);

    private const int MaxConfiguration = 4_096;

    /// <summary>Changes of codec or configuration a minute: each may cost a child process.</summary>
    private const int MaxChanges = 10;

    private readonly FlvTimeline _timeline = new();
    private readonly RtmpTrackWriter _track = new(publisher);
    private readonly TimeSpan _most = TimeSpan.FromSeconds(around.Ingest.Value.MaxAheadSeconds);
    private readonly long _begin = around.Time.GetTimestamp();
    private readonly RecentCount _changes = new(around.Time);
    private FlvAudioCodec _codec;
    private byte[] _configuration = [];
    private IRtmpAudioDecoder? _decoder;

    /// <summary>Whether a frame came.</summary>
    public bool HasBegun { get; private set; }

    /// <param name="timestamp">The message's.</param>
    /// <param name="body">Its payload.</param>
    /// <exception cref="RtmpRefusalException">There is no decoding this.</exception>
    public async ValueTask AcceptAsync(uint timestamp, ReadOnlyMemory<byte> body)
    {
        // (1)
        if (!FlvAudioTag.TryParse(body, out var tag))
        {
            return;
        }

        if (tag.Content == FlvAudioContent.Configuration)
        {
            await ConfigureAsync(tag.Codec, tag.Data);
        }
        else if (tag.Content == FlvAudioContent.Frames && (!NeedsConfiguration(tag.Codec) || _codec == tag.Codec))
        {
            // (2)
            var milliseconds = _timeline.Next(timestamp, around.Time.GetElapsedTime(_begin));
            if (!HasBegun)
            {
                HasBegun = true;
                await publisher.AlignAsync(around.Time.GetUtcNow());
            }

            // (3)
            if (await WaitForTimeAsync(TimeSpan.FromMilliseconds(milliseconds)))
            {
                await DecodeAsync(milliseconds, tag);
            }
        }
    }

    /// <summary>All that came is in the recording.</summary>
    public async Task FinishAsync()
    {
        if (_decoder is not null)
        {
            await _decoder.FinishAsync();
        }
    }

    public ValueTask DisposeAsync() => _decoder?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Takes no more from who sends faster than it is spoken, until what it has sent is not as far ahead any more.</summary>
    /// <param name="position">On the connection's line; what the recording has may be further.</param>
    /// <returns>False when the publisher has to go meanwhile.</returns>
    private async ValueTask<bool> WaitForTimeAsync(TimeSpan position)
    {
        while (Longer(publisher.AheadOfTime, position - around.Time.GetElapsedTime(_begin)) - _most is var wait && wait > TimeSpan.Zero)
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

    private async Task ConfigureAsync(FlvAudioCodec codec, ReadOnlyMemory<byte> configuration)
    {
        if (configuration.Length > MaxConfiguration)
        {
            throw new RtmpRefusalException("audio_unsupported", $"The audio's configuration has more than {MaxConfiguration} bytes.");
        }

        await ExpectAsync(codec, configuration);
    }

    private async ValueTask DecodeAsync(long milliseconds, FlvAudioTag tag)
    {
        switch (tag.Codec)
        {
            case FlvAudioCodec.Plain:
                await ExpectAsync(tag.Codec, tag.Data[..1]);
                break;
            case var codec when codec != _codec:
                await ExpectAsync(codec, default);
                break;
        }

        _decoder ??= CreateDecoder(tag.Codec);
        await _decoder.DecodeAsync(milliseconds, tag);
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
            throw new RtmpRefusalException("audio_unsupported", $"The audio's format changed more than {MaxChanges} times within a minute.");
        }

        await FinishAsync();
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
