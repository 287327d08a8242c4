using System.Buffers;
using System.Net.WebSockets;
using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Server.Ingest.WebSockets;

/// <summary>One connection's messages to 16 kHz mono samples; refuses messages that are not whole or not numbers.</summary>
public sealed class PcmIntake(WebSocketIngestRequest request)
{
    private readonly PcmDecoder _decoder = new(request.Encoding, request.Channels, request.SampleRate);
    private readonly ArrayBufferWriter<short> _samples = new();

    /// <param name="message">One message: whole samples of all channels.</param>
    /// <returns>The samples it makes; valid until the next call.</returns>
    /// <exception cref="IngestProblemException">Half a sample, or no number.</exception>
    public ReadOnlyMemory<short> Decode(ReadOnlySpan<byte> message)
    {
        _samples.ResetWrittenCount();
        try
        {
            _decoder.Decode(message, _samples);
            return _samples.WrittenMemory;
        }
        catch (PcmFormatException exception)
        {
            var code = exception.Code == PcmFormatException.PartialFrame ? "odd_byte_count" : exception.Code;
            throw new IngestProblemException(code, exception.Message, WebSocketCloseStatus.InvalidPayloadData);
        }
    }

    /// <summary>What the resampler still holds back at the end.</summary>
    public ReadOnlyMemory<short> Flush()
    {
        _samples.ResetWrittenCount();
        _decoder.Flush(_samples);
        return _samples.WrittenMemory;
    }
}
