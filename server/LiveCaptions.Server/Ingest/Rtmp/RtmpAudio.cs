using LiveCaptions.Media.Rtmp;
using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>One publisher's audio, from messages to the recording: (1) reads the tag, (2) finds its time, (3) has it decoded.</summary>
internal sealed class RtmpAudio(Publisher publisher, RtmpOptions options, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private const int MaxConfiguration = 4_096;

    /// <summary>Changes of codec or configuration a minute: each may cost a child process.</summary>
    private const int MaxChanges = 10;

    private readonly FlvTimeline _timeline = new();
    private readonly RtmpTrackWriter _track = new(publisher);
    private readonly long _begin = time.GetTimestamp();
    private readonly RecentCount _changes = new(time);
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
            var milliseconds = _timeline.Next(timestamp, time.GetElapsedTime(_begin));
            if (!HasBegun)
            {
                HasBegun = true;
                await publisher.AlignAsync(time.GetUtcNow());
            }

            // (3)
            await DecodeAsync(milliseconds, tag);
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
        : new RtmpFfmpegDecoder(_track, ContainerOf(codec), _configuration, options, time, logger);

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
