using CsCheck;
using LiveCaptions.Media.Codecs;
using Xunit;

namespace LiveCaptions.Media.Tests.Codecs;

/// <summary>What holds whoever decodes.</summary>
public abstract class OpusDecoderContract : IDisposable
{
    private readonly OpusDecoder _decoder;
    private readonly short[] _output = new short[OpusDecoder.MaxSamples];

    protected OpusDecoderContract() => _decoder = Create();

    public void Dispose()
    {
        _decoder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected abstract IOpusBackend CreateBackend();

    [Theory]
    [InlineData(16_000)]
    [InlineData(48_000)]
    public void Sine_comes_out_as_a_sine_of_the_same_energy(int sampleRate)
    {
        var decoded = OpusPackets.Encode(OpusPackets.Sine(sampleRate, 1), sampleRate, new OpusEncoderSettings())
            .SelectMany(Decode).ToArray();
        Assert.Equal(16_000, decoded.Length);
        Assert.InRange(OpusPackets.Energy(decoded.AsSpan(2_000..)), 0.7, 1.3);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(320)]
    [InlineData(960)]
    public void Packet_says_how_long_it_is(int samples)
    {
        var packet = OpusPackets.Encode(OpusPackets.Sine(16_000, 1), 16_000, new OpusEncoderSettings(), samples)[0];
        Assert.Equal(samples, _decoder.SamplesIn(packet));
        Assert.Equal(samples, _decoder.Decode(packet, _output));
    }

    [Fact]
    public void Fec_restores_the_packet_before()
    {
        var packets = OpusPackets.Encode(OpusPackets.Sine(16_000, 1), 16_000, OpusPackets.WithFec);
        packets[..10].SelectMany(Decode).Count();
        Assert.True(_decoder.HasFec(packets[11]));
        Assert.Equal(320, _decoder.FecSamplesIn(packets[11]));
        Assert.Equal(320, _decoder.DecodeFec(packets[11], _output.AsSpan(0, 320)));
        Assert.InRange(OpusPackets.Energy(_output.AsSpan(0, 320)), 0.5, 1.5);
    }

    [Fact]
    public void Packets_without_redundancy_say_so()
    {
        var packets = OpusPackets.Encode(OpusPackets.Sine(16_000, 1), 16_000, new OpusEncoderSettings(16_000));
        Assert.DoesNotContain(packets, packet => _decoder.HasFec(packet));
        Assert.Equal(0, _decoder.DecodeFec(packets[1], _output.AsSpan(0, 320)));
    }

    [Theory]
    [InlineData(0b0000_1000, 0b0100_0000, true)] // 20 ms mono: voice, LBRR
    [InlineData(0b0000_1000, 0b1011_1111, false)]
    [InlineData(0b0000_1100, 0b0001_0000, true)] // 20 ms stereo: voice, LBRR, voice, LBRR
    [InlineData(0b0000_1100, 0b1010_1111, false)]
    [InlineData(0b0001_0000, 0b0010_0000, true)] // 40 ms mono: voice twice, LBRR
    [InlineData(0b0001_1100, 0b0000_0001, true)] // 60 ms stereo: the last of eight bits
    [InlineData(0b0001_1100, 0b1110_1110, false)]
    [InlineData(0b1000_1000, 0b1111_1111, false)] // CELT has none
    public void Redundancy_flag_stands_behind_the_voice_flags(byte configuration, byte first, bool hasFec) =>
        Assert.Equal(hasFec, _decoder.HasFec([configuration, first, 0, 0]));

    [Theory]
    [InlineData(0)]
    [InlineData(39)]
    [InlineData(320)]
    [InlineData(2_001)]
    public void Concealment_goes_on_for_any_length(int samples)
    {
        OpusPackets.Encode(OpusPackets.Sine(16_000, 1), 16_000, new OpusEncoderSettings()).SelectMany(Decode).Count();
        var concealed = new short[samples];
        concealed.AsSpan().Fill(short.MaxValue);
        _decoder.Conceal(concealed);
        Assert.DoesNotContain(short.MaxValue, concealed);
        Assert.Equal(samples >= 39, concealed.Any(sample => sample != 0));
    }

    [Fact]
    public void Concealment_before_anything_was_decoded_is_silence()
    {
        _decoder.Conceal(_output);
        Assert.DoesNotContain(_output, sample => sample != 0);
    }

    [Theory]
    [InlineData]
    [InlineData(0xFF)] // code 3 without its count
    [InlineData(0x03, 0x00)] // no frames
    [InlineData(0x1B, 0x3F, 0)] // 63 frames of 60 ms
    [InlineData(0x19, 1, 2, 3)] // two frames of 60 ms in an odd number of bytes
    [InlineData(0x0A, 0xFF, 0xFF, 0)] // a frame longer than the packet
    public void Packet_that_is_no_Opus_is_refused(params int[] bytes) =>
        Assert.Equal(0, _decoder.Decode([.. bytes.Select(b => (byte)b)], _output));

    [Fact]
    public void Any_bytes_may_come() =>
        Gen.Byte.Array[0, 200].Sample(
            packet =>
            {
                using var decoder = Create();
                var output = new short[OpusDecoder.MaxSamples];
                Assert.InRange(decoder.FecSamplesIn(packet), 0, 960);
                decoder.DecodeFec(packet, output.AsSpan(0, decoder.FecSamplesIn(packet)));
                var decoded = decoder.Decode(packet, output);
                Assert.True(decoded == 0 || decoded == decoder.SamplesIn(packet));
                decoder.Conceal(output);
            },
            iter: 2_000,
            threads: 1);

    [Fact]
    public void Output_that_is_too_short_refuses_the_packet()
    {
        var packet = OpusPackets.Encode(OpusPackets.Sine(16_000, 1), 16_000, new OpusEncoderSettings())[0];
        Assert.Equal(0, _decoder.Decode(packet, _output.AsSpan(0, 319)));
        Assert.Equal(0, _decoder.Decode(packet, default));
    }

    [Fact]
    public void Reset_decoder_decodes_as_a_new_one()
    {
        var packets = OpusPackets.Encode(OpusPackets.Sine(16_000, 1), 16_000, new OpusEncoderSettings());
        var first = packets.SelectMany(Decode).ToArray();
        _decoder.Reset();
        Assert.Equal(first, packets.SelectMany(Decode).ToArray());
    }

    [Theory]
    [InlineData(16_000, 24_000)] // SILK
    [InlineData(48_000, 128_000)] // CELT
    public void Stereo_with_one_side_inverted_keeps_its_sound(int sampleRate, int bitrate)
    {
        var stereo = OpusPackets.Sine(sampleRate, 3).SelectMany(sample => (short[])[sample, (short)-sample]).ToArray();
        var packets = OpusPackets.Encode(stereo, sampleRate, new OpusEncoderSettings(bitrate, Channels: 2), sampleRate / 50 * 2);

        var decoded = packets.SelectMany(Decode).ToArray();

        Assert.Equal(48_000, decoded.Length);
        Assert.InRange(OpusPackets.Energy(decoded.AsSpan(2_000..)), 0.7, 1.3);
        Assert.Equal("outOfPhase", _decoder.Notice?.Code);
    }

    [Fact]
    public void Stereo_of_one_side_alone_is_half_as_loud_and_nothing_to_tell()
    {
        var stereo = OpusPackets.Sine(48_000, 2).SelectMany(sample => (short[])[sample, 0]).ToArray();
        var packets = OpusPackets.Encode(stereo, 48_000, new OpusEncoderSettings(128_000, Channels: 2), 1_920);

        Assert.InRange(OpusPackets.Energy(packets.SelectMany(Decode).ToArray().AsSpan(2_000..)), 0.2, 0.3);
        Assert.Null(_decoder.Notice);
    }

    [Fact]
    public void Silence_in_DTX_gives_packets_that_need_not_be_sent()
    {
        var packets = OpusPackets.Encode(new short[32_000], 16_000, new OpusEncoderSettings(Dtx: true));
        Assert.Contains(packets, packet => packet.Length <= 2);
        Assert.Equal(32_000, packets.SelectMany(Decode).Count());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    public void Hybrid_packets_are_not_silent(int channels)
    {
        var samples = OpusPackets.Sine(48_000, 1).SelectMany(sample => Enumerable.Repeat(sample, channels)).ToArray();
        var packets = OpusPackets.Encode(samples, 48_000, new OpusEncoderSettings(32_000 * channels, Channels: channels), 960 * channels);
        Assert.All(packets, packet => Assert.InRange(packet[0] >> 3, 12, 15));

        var decoded = packets.SelectMany(Decode).ToArray();

        Assert.Equal(16_000, decoded.Length);
        Assert.InRange(OpusPackets.Energy(decoded.AsSpan(2_000..)), 0.7, 1.3);
    }

    private OpusDecoder Create() => new(CreateBackend());

    private short[] Decode(byte[] packet) => _output[.._decoder.Decode(packet, _output)];
}
