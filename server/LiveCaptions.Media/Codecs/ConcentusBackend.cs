using Concentus;

namespace LiveCaptions.Media.Codecs;

/// <summary>
/// Decodes where libopus is missing, by its port to C#: the same sound for two to three times the CPU. Always to 48 kHz: below, hybrid
/// packets, which are most speech at 32 to 64 kbit/s, come out of it as silence (Concentus, issue 67).
/// </summary>
internal sealed class ConcentusBackend : IOpusBackend
{
    private readonly IOpusDecoder _decoder = Create();

    public int SampleRate => 48_000;

    public int Decode(ReadOnlySpan<byte> packet, Span<short> stereo, bool fec)
    {
        if (OpusPacket.IsPause(packet))
        {
            // It breaks on these where it has decoded something before. libopus makes up what they leave out, as if they had been lost.
            stereo = stereo[..Math.Min(stereo.Length, OpusPacket.Samples(packet) * OpusDecoder.Channels)];
            packet = default;
        }

        try
        {
            return stereo.IsEmpty ? 0 : _decoder.Decode(packet, stereo, stereo.Length / OpusDecoder.Channels, fec);
        }
        catch (Exception exception) when (exception is OpusException or ArgumentException or IndexOutOfRangeException)
        {
            return 0;
        }
    }

    public void Reset() => _decoder.ResetState();

    public void Dispose() => _decoder.Dispose();

    /// <summary>Its factory would look for a libopus of its own, and not say whether it found one.</summary>
    private static IOpusDecoder Create()
    {
        OpusCodecFactory.AttemptToUseNativeLibrary = false;
        return OpusCodecFactory.CreateDecoder(48_000, OpusDecoder.Channels);
    }
}
