using CsCheck;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Tests.Vad;

public sealed class LevelledVadTests
{
    private const int FrameLength = IVoiceActivityDetector.FrameLength;

    [Fact]
    public void Sound_of_common_level_is_given_as_it_is()
    {
        float[] samples = [.. Noise(-60, 1), .. Noise(-20, 3), .. Noise(-60, 1), .. Noise(-14, 1.144)];
        Assert.Equal(samples[(2 * AudioFormat.SampleRate)..], Given(samples)[(2 * AudioFormat.SampleRate)..]);
    }

    [Theory]
    [InlineData(-50)]
    [InlineData(-65)]
    [InlineData(-78)]
    public void Quiet_speech_is_given_as_loud_as_a_detector_needs(double level)
    {
        float[] samples = [.. Noise(level - 30, 1), .. Noise(level, 1), .. Noise(level - 30, 1), .. Noise(level, 1)];
        var given = Given(samples);
        Assert.InRange(Level(given[AudioFormat.SampleRate..(2 * AudioFormat.SampleRate)]), -39, -33);
        Assert.InRange(Level(given[(3 * AudioFormat.SampleRate)..]), -39, -33);
    }

    [Fact]
    public void Noise_is_never_raised_to_where_it_is_heard_however_long_the_pause_is()
    {
        float[] samples = [.. Noise(-20, 2), .. Noise(-65, 60)];
        Assert.InRange(Level(Given(samples)[(40 * AudioFormat.SampleRate)..]), -66, -55);
    }

    [Fact]
    public void Noise_alone_is_given_as_it_is()
    {
        var noise = Noise(-80, 3.072);
        Assert.InRange(Level(Given(noise)), -80.5, -70);
    }

    [Fact]
    public void Last_bit_of_a_recording_is_no_sound()
    {
        float[] bits = [.. Noise(-60, 4.096).Select((sample, i) => i % 3000 < 1500 && sample > 0 ? 1f / 32_768 : 0)];
        Assert.Equal(bits, Given(bits));
    }

    [Fact]
    public void Loud_speech_that_begins_is_not_raised_with_the_noise_before_it()
    {
        float[] samples = [.. Noise(-100, 0.512), .. Noise(-30, 0.064), .. Noise(-15, 0.448)];
        Assert.Equal(samples[^8192..], Given(samples)[^8192..]);
    }

    [Fact]
    public void Click_does_not_hide_the_quiet_speech_behind_it()
    {
        float[] samples = [.. Noise(-95, 1), .. Noise(-65, 1), .. Noise(-10, 0.03), .. Noise(-65, 1)];
        Assert.InRange(Level(Given(samples)[(int)(2.2 * AudioFormat.SampleRate)..]), -39, -33);
    }

    [Fact]
    public void Loud_noise_hides_the_quiet_speech_behind_it_for_some_seconds_at_most()
    {
        float[] samples = [.. Noise(-95, 1), .. Noise(-10, 1), .. Noise(-65, 9)];
        Assert.InRange(Level(Given(samples)[(10 * AudioFormat.SampleRate)..]), -50, -33);
    }

    [Fact]
    public void Digital_silence_between_changes_nothing() => Gen.Int[0, 300].Sample(frames =>
    {
        float[] before = [.. Noise(-90, 0.512), .. Noise(-60, 1.024)];
        var behind = Noise(-62, 0.512);
        var without = Given([.. before, .. behind]);
        var with = Given([.. before, .. new float[frames * FrameLength], .. behind]);
        Assert.Equal(without[^behind.Length..], with[^behind.Length..]);
    });

    [Fact]
    public void Nothing_is_louder_than_full_scale() =>
        Assert.All(Given([.. Noise(-90, 1), .. Noise(-6, 1)]), sample => Assert.InRange(sample, -1, 1));

    [Fact]
    public void Frames_given_together_are_raised_as_if_they_came_one_by_one() => Gen.Int[1, 40].Array[1, 8].Sample(groups =>
    {
        float[] samples = [.. Noise(-95, 1.024), .. new float[4 * FrameLength], .. Noise(-65, 1.024), .. Noise(-20, 0.512)];
        Assert.Equal(Given(samples), Given(samples, groups));
    });

    /// <param name="groups">Frames that are given at once, over and over.</param>
    private static float[] Given(float[] samples, params int[] groups)
    {
        var given = new List<float>();
        var vad = new LevelledVad(new Listener(given));
        for (var (at, round) = (0, 0); at + FrameLength <= samples.Length; round++)
        {
            var probabilities = new float[Math.Min(groups is [] ? 1 : groups[round % groups.Length], (samples.Length - at) / FrameLength)];
            vad.Next(samples.AsSpan(at, probabilities.Length * FrameLength), probabilities);
            at += probabilities.Length * FrameLength;
        }

        return [.. given];
    }

    /// <param name="level">In dB of full scale.</param>
    private static float[] Noise(double level, double seconds)
    {
        var random = new Random(3);
        var peak = Math.Sqrt(3) * Math.Pow(10, level / 20);
        return [.. Enumerable.Range(0, (int)AudioFormat.ToSamples(seconds)).Select(_ => (float)(peak * ((2 * random.NextDouble()) - 1)))];
    }

    private static double Level(IEnumerable<float> samples) => 10 * Math.Log10(samples.Average(sample => sample * sample));

    private sealed class Listener(List<float> given) : IVoiceActivityDetector
    {
        public float Next(ReadOnlySpan<float> frame)
        {
            given.AddRange(frame);
            return 0;
        }
    }
}
