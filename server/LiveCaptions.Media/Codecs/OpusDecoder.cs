using System.Buffers;
using System.Runtime.InteropServices;
using LiveCaptions.Media.Audio;

namespace LiveCaptions.Media.Codecs;

/// <summary>
/// One track's Opus packets (RFC 6716) to int16 samples, 16 kHz mono, by libopus, or where that is missing by managed code. They decode
/// stereo, which is mixed here: asked for mono they would give the mean, in which sides that are inverted cancel each other. Packets that
/// are no Opus are refused and change nothing. Not thread-safe.
/// </summary>
public sealed class OpusDecoder : IDisposable
{
    public const int OutputSampleRate = 16_000;

    /// <summary>A packet has at most 120 ms.</summary>
    public const int MaxSamples = OutputSampleRate * 120 / 1000;

    /// <summary>That are decoded.</summary>
    internal const int Channels = 2;

    // Decoders conceal multiples of 2.5 ms.
    private const int Unit = OutputSampleRate / 400;

    private readonly IOpusBackend _backend;

    /// <summary>Decoded samples for each that is given out.</summary>
    private readonly int _ratio;
    private readonly ChannelMixer _mixer;
    private readonly short[] _stereo;
    private readonly float[] _floats;
    private readonly float[] _mono;
    private readonly ArrayBufferWriter<float> _resampled = new();
    private Resampler? _resampler;
    private bool _lastWasCelt;
    private bool _isStereo;

    public OpusDecoder()
        : this(LibOpus.IsHere ? new LibOpusBackend() : new ConcentusBackend())
    {
    }

    /// <param name="backend">The decoder owns it.</param>
    internal OpusDecoder(IOpusBackend backend)
    {
        _backend = backend;
        _ratio = backend.SampleRate / OutputSampleRate;
        _mixer = new ChannelMixer(Channels, backend.SampleRate);
        _mono = new float[MaxSamples * _ratio];
        _stereo = new short[_mono.Length * Channels];
        _floats = new float[_mono.Length * Channels];
        _resampler = CreateResampler();
    }

    /// <inheritdoc cref="PcmDecoder.Notice"/>
    public AudioNotice? Notice => _mixer.Notice;

    /// <param name="output">Room for <see cref="MaxSamples"/>, or at least for <see cref="SamplesIn"/> the packet.</param>
    /// <returns>The samples written; 0 when the packet is refused.</returns>
    public int Decode(ReadOnlySpan<byte> packet, Span<short> output)
    {
        if (SamplesIn(packet) == 0)
        {
            return 0; // an empty packet would be taken for a lost one
        }

        _isStereo = IsStereo(packet[0]);
        var decoded = Call(packet, output, fec: false);
        _lastWasCelt = decoded == 0 ? _lastWasCelt : IsCelt(packet[0]);
        return decoded;
    }

    /// <summary>
    /// Restores the end of the audio lost before a packet that <see cref="HasFec"/>; decode the packet itself afterwards.
    /// </summary>
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
        var first = OpusPacket.FirstFrame(packet) is [var bits, ..] ? bits : 0;
        return (first >> (7 - voiceFlags) & 1) != 0 || (IsStereo(packet[0]) && (first >> (6 - (2 * voiceFlags)) & 1) != 0);
    }

    /// <summary>How much audio FEC in this packet would restore: one frame, or 0 when it can have none.</summary>
    public int FecSamplesIn(ReadOnlySpan<byte> packet)
    {
        if (SamplesIn(packet) == 0 || IsCelt(packet[0]))
        {
            return 0;
        }

        return ToOutput(OpusPacket.FrameSamples(packet));
    }

    /// <summary>How many samples the packet says it has, without decoding it; 0 when it would be refused.</summary>
    public int SamplesIn(ReadOnlySpan<byte> packet) => ToOutput(OpusPacket.Samples(packet));

    /// <summary>Forgets what was decoded: another stream begins.</summary>
    public void Reset()
    {
        _backend.Reset();
        _resampler = CreateResampler();
        _lastWasCelt = false;
    }

    public void Dispose() => _backend.Dispose();

    // Configurations 0 to 11 are SILK, 12 to 15 hybrid, 16 to 31 CELT (RFC 6716 §3.1).
    private static bool IsCelt(byte configuration) => configuration >= 16 << 3;

    private static bool IsStereo(byte configuration) => (configuration & 0x04) != 0;

    private static int ToOutput(int samples) => samples * (OutputSampleRate / 400) / (OpusPacket.SampleRate / 400);

    private int Call(ReadOnlySpan<byte> packet, Span<short> output, bool fec)
    {
        var room = Math.Min(output.Length, MaxSamples) * _ratio * Channels;
        var count = room == 0 ? 0 : _backend.Decode(packet, _stereo.AsSpan(0, room), fec);
        if (_resampler is null && !_isStereo)
        {
            TakeOneSide(count, output);
            return count;
        }

        Mix(count);
        return Emit(_mono.AsSpan(0, count), output);
    }

    private void TakeOneSide(int count, Span<short> output)
    {
        for (var i = 0; i < count; i++)
        {
            output[i] = _stereo[Channels * i]; // both sides are the same
        }
    }

    private void Mix(int count)
    {
        SampleConversion.ToFloat(_stereo.AsSpan(0, count * Channels), _floats);
        if (_isStereo)
        {
            _mixer.Mix(_floats, _mono.AsSpan(0, count));
            return;
        }

        for (var i = 0; i < count; i++)
        {
            _mono[i] = _floats[Channels * i];
        }
    }

    private int Emit(Span<float> mono, Span<short> output)
    {
        if (_resampler is null)
        {
            SampleConversion.ToInt16(mono, output);
            return mono.Length;
        }

        _resampler.Process(mono, _resampled);
        SampleConversion.ToInt16(MemoryMarshal.AsMemory(_resampled.WrittenMemory).Span, output);
        _resampled.ResetWrittenCount();
        return mono.Length / _ratio;
    }

    /// <summary>Silence fills its filter, which holds back 2 ms, before the first sample: a packet always gives all its samples.</summary>
    private Resampler? CreateResampler()
    {
        if (_ratio == 1)
        {
            return null;
        }

        var resampler = new Resampler(_backend.SampleRate, OutputSampleRate);
        resampler.Process(new float[_backend.SampleRate / 50], _resampled);
        _resampled.ResetWrittenCount();
        return resampler;
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
