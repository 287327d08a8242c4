using System.Buffers;
using System.Runtime.InteropServices;
using CsCheck;
using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Codecs;
using Xunit;

namespace LiveCaptions.Media.Tests.Codecs;

/// <summary>Channels mixed to mono, through <see cref="PcmDecoder"/>.</summary>
public sealed class ChannelMixerTests
{
    private const int Rate = 16_000;

    // A block decides for the next: the first three, and the transition.
    private const int Onset = 4 * Rate / 50;

    private static readonly double[] Chord = [220, 277, 330, 440];

    [Fact]
    public void Voice_with_one_side_inverted_is_kept_but_for_its_first_moment()
    {
        var voice = Voice(seconds: 3);
        var (mono, notice) = Mix(voice, Scaled(voice, -1));

        Assert.Equal(voice[Onset..], mono[Onset..]);
        Assert.Equal("outOfPhase", notice?.Code);
    }

    [Theory]
    [InlineData(0.7, 0)]
    [InlineData(1.3, 1)]
    public void The_louder_of_the_sides_is_taken(double right, int louder)
    {
        var voice = Voice(seconds: 2);
        short[][] sides = [voice, Scaled(voice, -right)];

        Assert.Equal(sides[louder][Onset..], Mix(sides[0], sides[1]).Mono[Onset..]);
    }

    [Fact]
    public void Inverted_voice_behind_silence_is_kept_but_for_its_first_moment()
    {
        var voice = Voice(seconds: 2);
        short[] left = [.. new short[5 * Rate], .. voice];

        Assert.Equal(voice[Onset..], Mix(left, Scaled(left, -1)).Mono[((5 * Rate) + Onset)..]);
    }

    /// <summary>What one side has alone, and what each has of its own, is as it was.</summary>
    [Theory]
    [InlineData("mono")]
    [InlineData("one side")]
    [InlineData("two voices")]
    [InlineData("wide")]
    [InlineData("quiet noise")]
    public void Ordinary_stereo_is_the_mean_bit_by_bit(string kind)
    {
        var (one, other, third) = (Voice(seconds: 10, seed: 1), Voice(seconds: 10, seed: 2), Voice(seconds: 10, seed: 3));
        var (left, right) = kind switch
        {
            "mono" => (one, one),
            "one side" => (one, new short[one.Length]),
            "two voices" => (one, other),
            "wide" => (Sum(one, Scaled(other, 0.8)), Sum(one, Scaled(third, -0.8))),
            _ => (Scaled(one, 0.0001), Scaled(one, -0.0001)),
        };

        var (mono, notice) = Mix(left, right);

        Assert.Equal(Mean(left, right), mono);
        Assert.Null(notice);
    }

    /// <summary>A programme whose speaker's microphone is inverted on one side, above music that is not.</summary>
    [Fact]
    public void Inverted_voice_above_music_that_is_in_phase_is_hardly_ever_lost()
    {
        var voice = Voice(seconds: 12);
        var music = Enumerable.Range(0, voice.Length)
            .Select(i => (short)Chord.Sum(hertz => 400 * Math.Sin(2 * Math.PI * hertz * i / Rate))).ToArray();

        var (left, right) = (Sum(music, voice), Sum(music, Scaled(voice, -1)));

        var mono = Mix(left, right).Mono;

        var kept = Enumerable.Range(2 * Rate, mono.Length - (2 * Rate)).Count(i => mono[i] == left[i] || mono[i] == right[i]);
        Assert.InRange(kept / (double)(mono.Length - (2 * Rate)), 0.95, 1);
    }

    [Fact]
    public void Sound_that_is_well_again_is_the_mean_again()
    {
        var (one, other) = (Voice(seconds: 20, seed: 1), Voice(seconds: 20, seed: 2));
        short[] left = [.. one[..(3 * Rate)], .. one[(3 * Rate)..]];
        short[] right = [.. Scaled(one, -1)[..(3 * Rate)], .. Sum(one, Scaled(other, 0.3))[(3 * Rate)..]];

        var (mono, notice) = Mix(left, right);

        Assert.Equal(Mean(left, right)[(15 * Rate)..], mono[(15 * Rate)..]);
        Assert.Equal("outOfPhase", notice?.Code);
    }

    [Fact]
    public void Mixes_go_over_into_each_other_without_a_step()
    {
        var tone = Enumerable.Range(0, Rate).Select(i => (short)(20_000 * Math.Sin(2 * Math.PI * 100 * i / Rate))).ToArray();
        short[] right = [.. tone[..(Rate / 2)], .. Scaled(tone, -1)[(Rate / 2)..]];

        var mono = Mix(tone, right).Mono;
        var steepest = mono[((Rate / 2) + 1)..].Zip(mono[(Rate / 2)..], (next, sample) => Math.Abs(next - sample)).Max();

        Assert.Equal(tone[^100..], mono[^100..]);
        Assert.InRange(steepest, 0, 1_200); // the tone itself has 785
    }

    [Fact]
    public void Of_more_channels_those_that_cancel_the_loudest_are_left_out()
    {
        var (voice, other) = (Voice(seconds: 3, seed: 1), Scaled(Voice(seconds: 3, seed: 2), 0.1));
        var mono = Mix([voice, Scaled(voice, -0.9), other]).Mono;

        Assert.Equal(Mean(voice, other)[Onset..], mono[Onset..]);
    }

    [Fact]
    public void One_channel_taken_alone_is_never_out_of_phase()
    {
        var voice = Voice(seconds: 3);
        var decoder = new PcmDecoder(PcmEncoding.S16Le, 2, Rate, channel: 1);
        var output = new ArrayBufferWriter<short>();
        decoder.Decode(Bytes([voice, Scaled(voice, -1)]), output);

        Assert.Equal(Scaled(voice, -1), output.WrittenSpan.ToArray());
        Assert.Null(decoder.Notices.SingleOrDefault());
    }

    [Fact]
    public void Any_chunking_gives_the_same_samples()
    {
        var (one, other) = (Voice(seconds: 2, seed: 1), Voice(seconds: 2, seed: 2));
        var bytes = Bytes([one, .. (short[][])[[.. Scaled(one, -1)[..Rate], .. other[Rate..]]]]);
        var whole = Decode(bytes, []);

        Gen.Int[0, 4_000].Array[0, 60].Sample(pieces => Decode(bytes, pieces).AsSpan().SequenceEqual(whole), iter: 100);

        static short[] Decode(byte[] bytes, int[] pieces)
        {
            var decoder = new PcmDecoder(PcmEncoding.S16Le, 2, 44_100);
            var output = new ArrayBufferWriter<short>();
            foreach (var range in SampleSink.Cut(bytes.Length, 4, pieces))
            {
                decoder.Decode(bytes.AsSpan(range), output);
            }

            decoder.Flush(output);
            return output.WrittenSpan.ToArray();
        }
    }

    private static (short[] Mono, AudioNotice? Notice) Mix(params short[][] channels)
    {
        var decoder = new PcmDecoder(PcmEncoding.S16Le, channels.Length, Rate);
        var output = new ArrayBufferWriter<short>();
        decoder.Decode(Bytes(channels), output);
        return (output.WrittenSpan.ToArray(), decoder.Notices.SingleOrDefault());
    }

    private static byte[] Bytes(short[][] channels) =>
        MemoryMarshal.AsBytes<short>([.. Enumerable.Range(0, channels[0].Length).SelectMany(i => channels.Select(channel => channel[i]))])
            .ToArray();

    /// <summary>Syllables of harmonics with pauses between them, as speech has.</summary>
    private static short[] Voice(double seconds, int seed = 1)
    {
        var random = new Random(seed);
        var samples = new short[(int)(seconds * Rate)];
        for (var start = 0; start < samples.Length;)
        {
            var (length, pitch) = (random.Next(Rate / 10, Rate / 3), 90 + (120 * random.NextDouble()));
            var (strengths, phases) = (Randoms(20), Randoms(20));
            for (var i = 0; i < length && start + i < samples.Length; i++)
            {
                var value = Enumerable.Range(1, 20)
                    .Sum(h => strengths[h - 1] / h * Math.Sin(2 * Math.PI * ((h * pitch * i / Rate) + phases[h - 1])));
                samples[start + i] = (short)(3_000 * value * Math.Sin(Math.PI * i / length));
            }

            start += length + random.Next(0, Rate / 5);
        }

        return samples;

        double[] Randoms(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
    }

    private static short[] Scaled(short[] samples, double factor) =>
        Array.ConvertAll(samples, sample => (short)Math.Round(sample * factor));

    private static short[] Sum(short[] one, short[] other) => [.. one.Zip(other, (a, b) => (short)(a + b))];

    /// <summary>As floats have it: halves go to the even sample.</summary>
    private static short[] Mean(short[] one, short[] other) =>
        [.. one.Zip(other, (a, b) => (short)Math.Round((a + b) / 2.0, MidpointRounding.ToEven))];
}
