using System.Buffers;
using System.Net.WebSockets;
using LiveCaptions.Media;
using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Server.Ingest.WebSockets;

/// <summary>One connection's messages to 16 kHz mono samples of its track, or of a track per channel; refuses messages that are not whole or mostly not numbers.</summary>
public sealed class PcmIntake
{
    private readonly PcmDecoder[] _decoders;
    private readonly ArrayBufferWriter<short>[] _samples;
    private readonly int _bytesPerSample;

    public PcmIntake(WebSocketIngestRequest request)
    {
        _decoders = [.. request.Speakers.Select((_, i) => new PcmDecoder(request.Encoding, request.Channels, request.SampleRate, request.Split ? i : null))];
        _bytesPerSample = request.Encoding.BytesPerSample();
        _samples = [.. _decoders.Select(_ => new ArrayBufferWriter<short>())];
    }

    /// <param name="message">One message: whole samples of all channels.</param>
    /// <returns>The samples it makes of each track; valid until the next call.</returns>
    /// <exception cref="IngestProblemException">Half a sample, or hardly a number; nothing is taken, of no track.</exception>
    public IReadOnlyList<ReadOnlyMemory<short>> Decode(ReadOnlySpan<byte> message)
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

            return 2 * (_decoders[0].NotNumbers - before) * _bytesPerSample > message.Length
                ? throw new IngestProblemException("not_finite", "Most of a message's float samples are NaN or infinite.", WebSocketCloseStatus.InvalidPayloadData)
                : Written();
        }
        catch (PcmFormatException exception)
        {
            var code = exception.Code == PcmFormatException.PartialFrame ? "odd_byte_count" : exception.Code;
            throw new IngestProblemException(code, exception.Message, WebSocketCloseStatus.InvalidPayloadData);
        }
    }

    /// <summary>What happened to the sound of each track so far.</summary>
    public IEnumerable<(int Channel, AudioNotice Notice)> Notices => _decoders.SelectMany((decoder, channel) => decoder.Notices.Select(notice => (channel, notice)));

    /// <summary>What the resamplers still hold back at the end.</summary>
    public IReadOnlyList<ReadOnlyMemory<short>> Flush()
    {
        for (var i = 0; i < _decoders.Length; i++)
        {
            _samples[i].ResetWrittenCount();
            _decoders[i].Flush(_samples[i]);
        }

        return Written();
    }

    private ReadOnlyMemory<short>[] Written() => Array.ConvertAll(_samples, samples => samples.WrittenMemory);
}
