using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Processes;

namespace LiveCaptions.Media.Codecs;

/// <summary>
/// One track's Opus packets (RFC 6716) to int16 samples, 16 kHz mono, by libopus. It decodes stereo, which is mixed here: libopus would give the mean,
/// in which sides that are inverted cancel each other. Packets that are no Opus are refused and change nothing. Not thread-safe.
/// </summary>
public sealed unsafe class OpusDecoder : IDisposable
{
    public const int OutputSampleRate = 16_000;

    /// <summary>A packet has at most 120 ms.</summary>
    public const int MaxSamples = OutputSampleRate * 120 / 1000;

    // libopus conceals multiples of 2.5 ms.
    private const int Unit = OutputSampleRate / 400;

    private const int Channels = 2;

    private readonly OpusDecoderHandle _decoder;
    private readonly ChannelMixer _mixer = new(Channels, OutputSampleRate);
    private readonly short[] _stereo = new short[MaxSamples * Channels];
    private readonly float[] _floats = new float[MaxSamples * Channels];
    private readonly float[] _mono = new float[MaxSamples];
    private bool _lastWasCelt;
    private bool _isStereo;

    /// <exception cref="ToolMissingException">libopus is not installed.</exception>
    public OpusDecoder()
    {
        LibOpus.Load();
        _decoder = LibOpus.CreateDecoder(OutputSampleRate, Channels, out var error);
        if (error != 0)
        {
            throw new InvalidOperationException($"libopus made no decoder (error {error}): there is no memory for it."); // the other errors are about arguments
        }
    }

    /// <inheritdoc cref="PcmDecoder.Notice"/>
    public AudioNotice? Notice => _mixer.Notice;

    /// <param name="output">Room for <see cref="MaxSamples"/>, or at least for <see cref="SamplesIn"/> the packet.</param>
    /// <returns>The samples written; 0 when the packet is refused.</returns>
    public int Decode(ReadOnlySpan<byte> packet, Span<short> output)
    {
        if (SamplesIn(packet) == 0)
        {
            return 0; // libopus would take an empty packet for a lost one
        }

        _isStereo = IsStereo(packet[0]);
        var decoded = Call(packet, output, fec: false);
        _lastWasCelt = decoded == 0 ? _lastWasCelt : IsCelt(packet[0]);
        return decoded;
    }

    /// <summary>Restores the end of the audio lost before a packet that <see cref="HasFec"/>; decode the packet itself afterwards.</summary>
    /// <param name="output">As long as the packet's <see cref="FecSamplesIn"/>.</param>
    /// <returns>The samples written; 0 when the packet is refused.</returns>
    public int DecodeFec(ReadOnlySpan<byte> next, Span<short> output) => HasFec(next) ? Call(next, output, fec: true) : 0;

    /// <summary>Makes up audio that goes on from what was decoded last and fades out within some 100 ms.</summary>
    /// <param name="samples">Filled, whatever its length.</param>
    public void Conceal(Span<short> samples)
    {
        var whole = samples[..(samples.Length / Unit * Unit)];
        ConcealUnits(whole);
        if (whole.Length < samples.Length)
        {
            Span<short> unit = stackalloc short[Unit];
            ConcealUnits(unit);
            unit[..(samples.Length - whole.Length)].CopyTo(samples[whole.Length..]);
        }
    }

    /// <summary>Whether the packet carries audio of before itself, and the decoder is in a state to use it.</summary>
    public bool HasFec(ReadOnlySpan<byte> packet)
    {
        // The first bits of a SILK frame (RFC 6716 §4.2.3): for the middle channel, then for the side channel if there is
        // one, a voice flag for each 20 ms and the flag of the low bit-rate redundancy (LBRR).
        if (FecSamplesIn(packet) == 0 || _lastWasCelt)
        {
            return false;
        }

        var voiceFlags = Math.Max(1, FecSamplesIn(packet) / (OutputSampleRate / 50));
        var first = FirstByteOfFirstFrame(packet);
        return (first >> (7 - voiceFlags) & 1) != 0 || (IsStereo(packet[0]) && (first >> (6 - (2 * voiceFlags)) & 1) != 0);
    }

    /// <summary>How much audio FEC in this packet would restore: one frame, or 0 when it can have none.</summary>
    public int FecSamplesIn(ReadOnlySpan<byte> packet)
    {
        if (SamplesIn(packet) == 0 || IsCelt(packet[0]))
        {
            return 0;
        }

        fixed (byte* bytes = packet)
        {
            return LibOpus.CountFrameSamples(bytes, OutputSampleRate);
        }
    }

    /// <summary>How many samples the packet says it has, without decoding it; 0 when it would be refused.</summary>
    public int SamplesIn(ReadOnlySpan<byte> packet)
    {
        if (packet.IsEmpty)
        {
            return 0;
        }

        fixed (byte* bytes = packet)
        {
            return Math.Max(0, LibOpus.CountSamples(bytes, packet.Length, OutputSampleRate));
        }
    }

    /// <summary>Forgets what was decoded: another stream begins.</summary>
    public void Reset()
    {
        _ = LibOpus.Control(_decoder, LibOpus.ResetState);
        _lastWasCelt = false;
    }

    public void Dispose() => _decoder.Dispose();

    // Configurations 0 to 11 are SILK, 12 to 15 hybrid, 16 to 31 CELT (RFC 6716 §3.1).
    private static bool IsCelt(byte configuration) => configuration >= 16 << 3;

    private static bool IsStereo(byte configuration) => (configuration & 0x04) != 0;

    private static byte FirstByteOfFirstFrame(ReadOnlySpan<byte> packet)
    {
        var frames = stackalloc byte*[LibOpus.MaxFrames];
        var lengths = stackalloc short[LibOpus.MaxFrames];
        fixed (byte* bytes = packet)
        {
            var count = LibOpus.Parse(bytes, packet.Length, null, frames, lengths, null);
            return count > 0 && lengths[0] > 0 ? frames[0][0] : (byte)0;
        }
    }

    private int Call(ReadOnlySpan<byte> packet, Span<short> output, bool fec)
    {
        var count = 0;
        fixed (byte* bytes = packet)
        fixed (short* samples = _stereo)
        {
            count = output.IsEmpty ? 0 : Math.Max(0, LibOpus.Decode(_decoder, bytes, packet.Length, samples, Math.Min(output.Length, MaxSamples), fec ? 1 : 0));
        }

        Mix(count, output);
        return count;
    }

    private void Mix(int count, Span<short> output)
    {
        if (!_isStereo)
        {
            for (var i = 0; i < count; i++)
            {
                output[i] = _stereo[Channels * i]; // both sides are the same
            }

            return;
        }

        SampleConversion.ToFloat(_stereo.AsSpan(0, count * Channels), _floats);
        _mixer.Mix(_floats, _mono.AsSpan(0, count));
        SampleConversion.ToInt16(_mono.AsSpan(0, count), output);
    }

    private void ConcealUnits(Span<short> samples)
    {
        while (!samples.IsEmpty)
        {
            var piece = samples[..Math.Min(samples.Length, MaxSamples)];
            if (Call(default, piece, fec: false) != piece.Length)
            {
                piece.Clear();
            }

            samples = samples[piece.Length..];
        }
    }
}
