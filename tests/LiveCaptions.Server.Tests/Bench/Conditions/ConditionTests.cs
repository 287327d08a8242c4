using LiveCaptions.Bench;
using LiveCaptions.Bench.Conditions;
using LiveCaptions.Server.Commands;

namespace LiveCaptions.Server.Tests.Bench.Conditions;

public sealed class ConditionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("livecaptions-test-").FullName;

    [Theory]
    [InlineData("machine10", 10)]
    [InlineData("machine5", 5)]
    public async Task Noise_is_measured_against_the_speech_and_not_against_its_pauses(string name, double ratio)
    {
        float[] speech = [.. new float[Sound.Rate], .. Sound.Tone(500, 1, amplitude: 0.1), .. new float[2 * Sound.Rate]];

        var heard = await ApplyAsync(name, Sound.Clip("a"), speech);

        var noise = heard.Zip(speech, (mixed, clean) => mixed - clean);
        Assert.Equal(ratio, 10 * Math.Log10(Sound.Power(Sound.Tone(500, 1, amplitude: 0.1)) / Sound.Power(noise)), tolerance: 0.1);
    }

    [Fact]
    public async Task Babble_is_of_other_speakers_only_and_each_as_loud()
    {
        BenchClip[] corpus =
        [
            Sound.Record(_folder, "a", "Ann", Sound.Tone(500, 1)),
            Sound.Record(_folder, "b", "Ann", Sound.Tone(700, 1)),
            Sound.Record(_folder, "c", "Bob", Sound.Tone(1100, 1, amplitude: 0.5)),
            Sound.Record(_folder, "d", "Cho", Sound.Tone(1300, 1, amplitude: 0.05)),
        ];

        var heard = await ApplyAsync("babble5", corpus[0], Sound.Tone(500, 1), corpus);

        Assert.InRange(Sound.Amplitude(heard, 700) / Sound.Amplitude(heard, 500), 0, 0.01);
        Assert.InRange(Sound.Amplitude(heard, 1100) / Sound.Amplitude(heard, 1300), 0.95, 1.05);
        Assert.InRange(Sound.Amplitude(heard, 1100) / Sound.Amplitude(heard, 500), 0.3, 0.5);
    }

    [Fact]
    public async Task Babble_without_another_speaker_is_wrong_usage()
    {
        var alone = Sound.Record(_folder, "a", "Ann", Sound.Tone(500, 1));

        var thrown = await Assert.ThrowsAsync<UsageException>(() => ApplyAsync("babble5", alone, Sound.Tone(500, 1), [alone]));

        Assert.Contains("speaker", thrown.Message);
    }

    [Fact]
    public async Task Recorded_noise_goes_on_for_as_long_as_the_speech()
    {
        var noise = Sound.Record(_folder, "fan", "", Sound.Tone(900, 0.5));
        var silence = Sound.Record(_folder, "silence", "", new float[Sound.Rate]);

        var heard = await ApplyAsync("noise10", Sound.Clip("a"), Sound.Tone(500, 3), recordings: [noise, silence]);

        Assert.Equal(3 * Sound.Rate, heard.Length);
        Assert.All(heard.Chunk(Sound.Rate), second => Assert.InRange(Sound.Amplitude(second, 900), 0.05, 0.15));
    }

    [Fact]
    public void Recorded_noise_that_is_not_there_is_left_out_unless_asked_for()
    {
        var table = new ConditionTable([], []);

        Assert.Equal(
            ConditionTable.Names.Where(name => !name.StartsWith("noise", StringComparison.Ordinal)),
            table.Choose([]).Select(one => one.Name));
        Assert.Contains("noise5", Assert.Throws<UsageException>(() => table.Choose(["clean", "noise5"])).Message);
    }

    [Fact]
    public async Task Telephone_carries_300_to_3400_Hz()
    {
        var speech = Sound.Tone(100, 2, 0.2).Zip(Sound.Tone(1000, 2, 0.2), Sound.Tone(5000, 2, 0.2))
            .Select(t => t.First + t.Second + t.Third).ToArray();

        var heard = await ApplyAsync("telephone", Sound.Clip("a"), speech);

        Assert.InRange(Sound.Amplitude(heard, 100), 0, 0.005);
        Assert.InRange(Sound.Amplitude(heard, 1000), 0.19, 0.21);
        Assert.InRange(Sound.Amplitude(heard, 5000), 0, 0.005);
        Assert.InRange(Sound.Amplitude(heard, 7000), 0, 0.005);
    }

    [Fact]
    public async Task Room_loses_60_dB_in_half_a_second()
    {
        var clap = new float[Sound.Rate];
        clap[0] = 1;

        var heard = await ApplyAsync("room", Sound.Clip("a"), clap);

        // What is left of the sound at each moment, after the walls.
        var left = heard.Reverse().Select(sample => (double)sample * sample)
            .Aggregate(new List<double> { 0 }, Add).AsEnumerable().Reverse().ToList();
        Assert.Equal(24, 10 * Math.Log10(left[Sound.Rate / 20] / left[Sound.Rate / 4]), tolerance: 2);

        static List<double> Add(List<double> sums, double energy)
        {
            sums.Add(sums[^1] + energy);
            return sums;
        }
    }

    [Fact]
    public async Task Quiet_speech_is_45_dB_below_full_scale()
    {
        var heard = await ApplyAsync("quiet", Sound.Clip("a"), [.. new float[Sound.Rate], .. Sound.Tone(500, 1)]);

        Assert.Equal(-45, 10 * Math.Log10(Sound.Power(heard[Sound.Rate..])), tolerance: 0.1);
    }

    [Fact]
    public async Task Of_clipped_speech_some_percent_are_at_full_scale()
    {
        var heard = await ApplyAsync("clipped", Sound.Clip("a"), [.. Sound.Tone(500, 1).Select((sample, i) => sample * i / Sound.Rate)]);

        Assert.InRange(heard.Count(sample => Math.Abs(sample) >= 1) / (double)heard.Length, 0.02, 0.04);
    }

    [Fact]
    public async Task Fast_speech_takes_less_time_and_keeps_its_pitch()
    {
        var heard = await ApplyAsync("fast", Sound.Clip("a"), Sound.Tone(500, 4));

        Assert.Equal(4 / 1.15, heard.Length / (double)Sound.Rate, tolerance: 0.06);
        Assert.InRange(Sound.Amplitude(heard.AsSpan(Sound.Rate, Sound.Rate / 10), 500), 0.25, 0.32);
    }

    [Fact]
    public async Task Conditions_are_the_same_each_time_and_others_for_another_clip()
    {
        BenchClip[] corpus = [.. Enumerable.Range(0, 9)
            .Select(i => Sound.Record(_folder, $"{i}", $"speaker {i}", Sound.Tone(400 + (100 * i), 1)))];
        foreach (var name in new[] { "babble5", "machine5", "room" })
        {
            var (once, again) = (await ApplyAsync(name, corpus[0], Sound.Tone(500, 1), corpus),
                await ApplyAsync(name, corpus[0], Sound.Tone(500, 1), corpus));
            Assert.Equal(once, again);
            Assert.NotEqual(once, await ApplyAsync(name, corpus[1], Sound.Tone(500, 1), corpus));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<float[]> ApplyAsync(
        string name, BenchClip clip, float[] speech, IReadOnlyList<BenchClip>? corpus = null,
        IReadOnlyList<BenchClip>? recordings = null) =>
        new ConditionTable(corpus ?? [], recordings ?? []).Choose([name])[0].Condition!
            .ApplyAsync(clip, speech, TestContext.Current.CancellationToken);
}
