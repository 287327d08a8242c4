using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Rtp;
using LiveCaptions.Speech;

namespace LiveCaptions.Bench.Ingest;

/// <summary>Audio as a publisher encodes it: 20 ms of Opus a packet.</summary>
internal static class SpeechPackets
{
    /// <summary>Of 16 kHz in a packet.</summary>
    public const int Samples = AudioFormat.SampleRate / 50;

    /// <summary>By which a packet's RTP timestamp is above the one before.</summary>
    public const uint Ticks = RtpAudioReceiver.ClockRate / 50;

    /// <summary>How long a packet's audio is.</summary>
    public static TimeSpan Length { get; } = TimeSpan.FromMilliseconds(20);

    /// <param name="samples">16 kHz; what does not fill a packet at the end is left out.</param>
    /// <param name="expectedLoss">In percent: above 0 packets carry the one before in low quality, as browsers
    /// do that hear of losses.</param>
    public static IReadOnlyList<byte[]> Encode(ReadOnlySpan<short> samples, int expectedLoss)
    {
        using var encoder = new OpusEncoder(
            AudioFormat.SampleRate, new OpusEncoderSettings(Fec: expectedLoss > 0, ExpectedLoss: expectedLoss));
        var packets = new List<byte[]>();
        var packet = new byte[OpusEncoder.MaxPacket];
        for (; samples.Length >= Samples; samples = samples[Samples..])
        {
            packets.Add(packet[..encoder.Encode(samples[..Samples], packet)]);
        }

        return packets;
    }
}
