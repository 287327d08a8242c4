using LiveCaptions.Speech.Recognition.Streaming;
using LiveCaptions.Speech.Tests.Fakes;

namespace LiveCaptions.Speech.Tests.Recognition.Streaming;

public sealed class SecondHearingTests
{
    private const int Words = 20;

    /// <summary>Seven seconds without a pause.</summary>
    private static readonly SpeechTrack Track = Bursts.Track(Bursts.Silence(1), Bursts.Say(Enumerable.Range(1, Words)), Bursts.Silence(1));

    /// <summary>Not a second of speech.</summary>
    private static readonly SpeechTrack ShortTrack = Bursts.Track(Bursts.Silence(1), Bursts.Say(1, 2), Bursts.Silence(1));

    [Fact]
    public async Task Decoder_that_says_nothing_about_long_speech_is_taken_at_what_it_would_have_said() =>
        Assert.Equal(All(), await HeardAsync(Reluctant(-0.2f)));

    [Fact]
    public async Task What_a_decoder_would_have_said_counts_in_interims_too()
    {
        await using var recognizer = Bursts.Recognizer(() => new HastyDecoder(Reluctant(-0.2f)), concurrency: 1);
        var lockstep = new Hearing { Pace = _ => recognizer.Scheduler.RunAsync(() => 0, TimeSpan.FromHours(1), CancellationToken.None) };
        Assert.Contains(await lockstep.HearAsync(recognizer, Track), transcript => !transcript.IsFinal && transcript.Words.Count > 4);
    }

    [Fact]
    public async Task What_a_decoder_would_have_said_is_not_believed_where_it_is_doubtful() =>
        Assert.Empty(await HeardAsync(Reluctant(-0.6f)));

    [Fact]
    public async Task What_a_decoder_would_have_said_about_a_moment_of_speech_is_not_believed() =>
        Assert.Empty(await HeardAsync(Reluctant(-0.2f), ShortTrack));

    [Fact]
    public async Task Words_that_the_decoder_leapt_over_are_heard_again() =>
        Assert.Equal(All(), await HeardAsync(said => Leap(said, from: 5, to: 15)));

    [Fact]
    public async Task Text_that_ends_before_the_speech_goes_on() =>
        Assert.Equal(All(), await HeardAsync(said => Leap(said, from: 8, to: Words)));

    [Fact]
    public async Task Word_stays_where_nothing_else_is_heard_in_its_place() =>
        Assert.Equal(All().Take(6).Concat(All().Skip(15)), await HeardAsync(said =>
            said.Words.Count == Words ? Leap(said, from: 6, to: 15) : said with { Words = [] }));

    [Fact]
    public async Task Decoder_that_leaps_all_the_time_decodes_no_sample_more_than_twice()
    {
        var decoded = 0L;
        var heard = await HeardAsync(
            said => Leap(said, from: 1, to: said.Words.Count), decoding: samples => Interlocked.Add(ref decoded, samples));
        Assert.Equal(["w1"], heard);
        Assert.InRange(decoded, 1, 2 * Track.Samples.Length);
    }

    private static IEnumerable<string> All() => Enumerable.Range(1, Words).Select(w => $"w{w}");

    private static Func<Hypothesis, Hypothesis> Reluctant(float meanLogProbability) =>
        said => Hypothesis.Empty with { Otherwise = said with { MeanLogProbability = meanLogProbability } };

    /// <summary>As attention does that jumps: the word before takes all the time. Only where all the words are heard.</summary>
    private static Hypothesis Leap(Hypothesis said, int from, int to) => said.Words.Count < to ? said : said with
    {
        Words = [.. said.Words.Take(from - 1), said.Words[from - 1] with { End = said.Words[to - 1].End }, .. said.Words.Skip(to)],
    };

    private static async Task<List<string>> HeardAsync(
        Func<Hypothesis, Hypothesis> habit, SpeechTrack? track = null, Action<int>? decoding = null)
    {
        await using var recognizer = Bursts.Recognizer(() => new HastyDecoder(habit, decoding));
        var heard = await new Hearing { Interims = false }.HearAsync(recognizer, track ?? Track);
        return [.. heard.SelectMany(final => final.Words).Select(word => word.Text)];
    }

    /// <param name="habit">What it makes of what was said.</param>
    private sealed class HastyDecoder(Func<Hypothesis, Hypothesis> habit, Action<int>? decoding = null) : IUtteranceDecoder
    {
        private readonly BurstDecoder _decoder = new();

        public Hypothesis Decode(ReadOnlyMemory<float> audio, Hypothesis? draft, CancellationToken cancellationToken)
        {
            decoding?.Invoke(audio.Length);
            return habit(_decoder.Decode(audio, draft, cancellationToken));
        }
    }
}
