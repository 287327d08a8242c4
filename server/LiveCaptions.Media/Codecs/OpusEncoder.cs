using LiveCaptions.Media.Processes;

namespace LiveCaptions.Media.Codecs;

/// <summary>Int16 samples to Opus packets, by libopus: the publisher of benchmarks and tests. Not thread-safe.</summary>
public sealed unsafe class OpusEncoder : IDisposable
{
    /// <summary>Room that a packet never needs more than.</summary>
    public const int MaxPacket = 1275;

    private readonly OpusEncoderHandle _encoder;
    private readonly int _channels;

    /// <param name="sampleRate">16,000 or 48,000 Hz (libopus also takes 8,000, 12,000 and 24,000).</param>
    /// <exception cref="ToolMissingException">libopus is not installed.</exception>
    /// <exception cref="ArgumentException">libopus does not take the rate or the settings.</exception>
    public OpusEncoder(int sampleRate, OpusEncoderSettings settings)
    {
        LibOpus.Load();
        _channels = settings.Channels;
        _encoder = LibOpus.CreateEncoder(sampleRate, settings.Channels, LibOpus.Voip, out var error);
        if (error != 0)
        {
            throw new ArgumentException($"libopus makes no encoder for {sampleRate} Hz (error {error}).", nameof(sampleRate));
        }

        Set(LibOpus.SetSignal, LibOpus.Voice); // or a tone would go as music, which knows neither FEC nor DTX
        Set(LibOpus.SetBitrate, settings.Bitrate);
        Set(LibOpus.SetInbandFec, settings.Fec ? 1 : 0);
        Set(LibOpus.SetPacketLoss, settings.ExpectedLoss);
        Set(LibOpus.SetDtx, settings.Dtx ? 1 : 0);
    }

    /// <param name="samples">2.5, 5, 10, 20, 40 or 60 ms; of two channels interleaved.</param>
    /// <param name="packet">Room for <see cref="MaxPacket"/> bytes.</param>
    /// <returns>The packet's length; 1 or 2 in DTX.</returns>
    /// <exception cref="ArgumentException">Another number of samples.</exception>
    public int Encode(ReadOnlySpan<short> samples, Span<byte> packet)
    {
        fixed (short* input = samples)
        fixed (byte* output = packet)
        {
            var length = LibOpus.Encode(_encoder, input, samples.Length / _channels, output, packet.Length);
            return length > 0 ? length : throw new ArgumentException(
                $"libopus does not encode {samples.Length} samples at once (error {length}).", nameof(samples));
        }
    }

    public void Dispose() => _encoder.Dispose();

    private void Set(int request, int value)
    {
        if (LibOpus.Control(_encoder, request, value) is not 0 and var error)
        {
            _encoder.Dispose();
            throw new ArgumentException($"libopus does not take {value} for setting {request} (error {error}).", nameof(value));
        }
    }
}
