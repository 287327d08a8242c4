using System.Buffers;
using System.Net.WebSockets;
using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Server.Ingest.WebSockets;

/// <summary>PCM of one track, or of a track per channel; refuses messages that are not whole or mostly not numbers.</summary>
public sealed class PcmIntake : IAudioIntake
{
    private readonly PcmDecoder[] _decoders;
    private readonly ArrayBufferWriter<short>[] _samples;
    private readonly int _bytesPerSample;
    private bool _hasMore;

    /// <param name="split">Whether each channel is a track of its own.</param>
    public PcmIntake(PcmFormat format, bool split)
    {
        _decoders = [.. Enumerable.Range(0, split ? format.Channels : 1)
            .Select(i => new PcmDecoder(format.Encoding, format.Channels, format.SampleRate, split ? i : null))];
        _bytesPerSample = format.Encoding.BytesPerSample();
        _samples = [.. _decoders.Select(_ => new ArrayBufferWriter<short>())];
    }

    public bool IsFleeting => false;

    public IEnumerable<(int Channel, AudioNotice? Notice)> Notices =>
        _decoders.SelectMany((decoder, channel) => decoder.Notices.Select(notice => (channel, (AudioNotice?)notice)));

    public void Take(ReadOnlySpan<byte> message)
    {
        try
        {
            // A decoder looks at all channels, whichever it takes: the first one counts and refuses what any would.
            var before = _decoders[0].NotNumbers;
            for (var i = 0; i < _decoders.Length; i++)
            {
                _samples[i].ResetWrittenCount();
                _decoders[i].Decode(message, _samples[i]);
            }

            if (2 * (_decoders[0].NotNumbers - before) * _bytesPerSample > message.Length)
            {
                throw new IngestProblemException(
                    "not_finite", "Most of a message's float samples are NaN or infinite.", WebSocketCloseStatus.InvalidPayloadData);
            }

            _hasMore = true;
        }
        catch (PcmFormatException exception)
        {
            var code = exception.Code == PcmFormatException.PartialFrame ? "odd_byte_count" : exception.Code;
            throw new IngestProblemException(code, exception.Message, WebSocketCloseStatus.InvalidPayloadData);
        }
    }

    public bool TryRead(out IReadOnlyList<ReadOnlyMemory<short>> samples)
    {
        samples = _hasMore ? Array.ConvertAll(_samples, written => written.WrittenMemory) : [];
        var hadMore = _hasMore;
        _hasMore = false;
        return hadMore;
    }

    public void Complete()
    {
        for (var i = 0; i < _decoders.Length; i++)
        {
            _samples[i].ResetWrittenCount();
            _decoders[i].Flush(_samples[i]);
        }

        _hasMore = true;
    }

    public void Dispose()
    {
        // It holds nothing but memory.
    }
}
