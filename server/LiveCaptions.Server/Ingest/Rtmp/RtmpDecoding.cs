using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Processes;
using LiveCaptions.Media.Rtmp;
using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>
/// One publisher's frames, which have their times, to the recording: by a decoder for the codec and its configuration, each change of which
/// takes another one. Frames whose configuration has not come are kept until it comes, or is found out.
/// </summary>
internal sealed class RtmpDecoding(Publisher publisher, RtmpContext around) : IAsyncDisposable
{
    private const int MaxConfiguration = 4_096;

    /// <summary>Changes of codec or configuration a minute: each may cost a child process.</summary>
    private const int MaxChanges = 10;

    private readonly RtmpTrackWriter _track = new(publisher);
    private readonly RtmpWaitingFrames _waiting = new();
    private readonly RecentCount _changes = new(around.Time);
    private FlvAudioCodec _codec;
    private byte[] _configuration = [];
    private IRtmpAudioDecoder? _decoder;

    /// <summary>What the codec says about frames that follow.</summary>
    /// <exception cref="RtmpRefusalException">It says too much, or there is no decoding this.</exception>
    public async Task ConfigureAsync(FlvAudioTag tag)
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

    /// <param name="milliseconds">When the frames begin, from the first of all.</param>
    /// <returns>False where some of it was no audio, and is lost.</returns>
    /// <exception cref="RtmpRefusalException">There is no decoding this.</exception>
    public async ValueTask<bool> TryDecodeAsync(long milliseconds, FlvAudioTag tag)
    {
        if (tag.Codec == FlvAudioCodec.Aac && AdtsHeader.TryRead(tag.Data.Span, out _))
        {
            return await DecodeAdtsAsync(milliseconds, tag);
        }

        await DecodeAsync(milliseconds, tag);
        return true;
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

    /// <summary>Frames as AAC files have them, each with its configuration before it: one or several.</summary>
    /// <returns>False where something behind them is none: it is lost.</returns>
    private async ValueTask<bool> DecodeAdtsAsync(double milliseconds, FlvAudioTag tag)
    {
        publisher.Notify(new AudioNotice("adtsFrames", "The stream's AAC comes as ADTS frames, which RTMP does not have: "
            + "their headers are taken off. Look at the encoder's settings."));
        var rest = tag.Data;
        while (AdtsHeader.TryRead(rest.Span, out var header))
        {
            await ExpectAsync(tag.Codec, header.Configuration);
            await DecodeAsync((long)milliseconds, tag with { Data = rest[header.Size..header.FrameSize] });
            rest = rest[header.FrameSize..];
            milliseconds += AacConfiguration.FrameSamples * 1000.0 / header.Rate;
        }

        return rest.IsEmpty;
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

        publisher.Notify(new AudioNotice("formatGuessed", $"The stream does not say what its audio is: it is taken for {format}. "
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
        publisher.CountLost((long)(_waiting.Milliseconds * AudioFormat.SampleRate / 1000));
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
