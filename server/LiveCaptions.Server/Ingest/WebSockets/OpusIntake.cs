using System.Net.WebSockets;
using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Server.Ingest.WebSockets;

/// <summary>An Opus packet in each message, one behind the other.</summary>
public sealed class OpusIntake : IAudioIntake
{
    private readonly OpusDecoder _decoder = new();
    private readonly short[] _samples = new short[OpusDecoder.MaxSamples];
    private int _count;

    public bool IsFleeting => false;

    public IEnumerable<(int Channel, AudioNotice? Notice)> Notices => [(0, _decoder.Notice)];

    public void Take(ReadOnlySpan<byte> message)
    {
        if (message.StartsWith("OpusHead"u8) || message.StartsWith("OpusTags"u8))
        {
            return; // what files say before their first packet
        }

        _count = _decoder.Decode(message, _samples);
        if (_count == 0)
        {
            throw new IngestProblemException(
                "opus_malformed", "A binary message is no Opus packet. Send one packet in each, or WebM with encoding=webm.",
                WebSocketCloseStatus.InvalidPayloadData);
        }
    }

    public bool TryRead(out IReadOnlyList<ReadOnlyMemory<short>> samples)
    {
        samples = _count > 0 ? [_samples.AsMemory(0, _count)] : [];
        _count = 0;
        return samples.Count > 0;
    }

    public void Complete()
    {
        // Nothing is held back.
    }

    public void Dispose() => _decoder.Dispose();
}
