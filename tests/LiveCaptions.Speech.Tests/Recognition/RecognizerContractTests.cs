using CsCheck;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Tests.Fakes;

namespace LiveCaptions.Speech.Tests.Recognition;

/// <summary>What every engine keeps to. An engine inherits these tests by giving a recognizer and a piece of speech.</summary>
public abstract class RecognizerContractTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Samples of the hearings that must give the same finals.</summary>
    protected virtual int Hearings => 4;

    protected abstract Task<IRecognizer> RecognizerAsync();

    /// <summary>At least two utterances with a second of silence between and behind them.</summary>
    protected abstract Task<SpeechTrack> SpeechAsync();

    [Fact]
    public async Task Interims_of_an_utterance_come_before_its_one_final_and_utterances_are_counted()
    {
        var transcripts = await HearAsync(new Hearing());
        var finals = transcripts.Where(t => t.IsFinal).ToList();
        Assert.True(finals.Count >= 2, "the speech should hold two utterances");
        Assert.Equal(Enumerable.Range(finals[0].Utterance, finals.Count), finals.Select(f => f.Utterance));
        Assert.Equal(transcripts.Select(t => t.Utterance).Order(), transcripts.Select(t => t.Utterance));
        Assert.All(
            transcripts.GroupBy(t => t.Utterance), utterance => Assert.Same(utterance.Last(), Assert.Single(utterance, t => t.IsFinal)));
    }

    [Fact]
    public async Task Words_are_in_order_of_time_and_behind_the_audio_that_was_heard()
    {
        var transcripts = await HearAsync(new Hearing());
        Assert.All(transcripts, t =>
        {
            Assert.Equal(t.Words.Select(w => w.Start).Order(), t.Words.Select(w => w.Start));
            Assert.All(
                t.Words, w => Assert.True(w.Start >= 0 && w.End >= w.Start && w.End <= t.AudioEnd, $"{w} in audio up to {t.AudioEnd}"));
            Assert.All(t.Words, w => Assert.InRange(w.Confidence, 0, 1));
            Assert.All(t.Words, w => Assert.Matches(@"^\S+$", w.Text));
            Assert.InRange(t.StableWords, t.IsFinal ? t.Words.Count : 0, t.Words.Count);
        });
        var starts = transcripts.Where(t => t.IsFinal).SelectMany(t => t.Words).Select(w => w.Start).ToList();
        Assert.Equal(starts.Order(), starts);
    }

    [Fact]
    public async Task Audio_end_ascends_from_final_to_final()
    {
        var track = await SpeechAsync();
        var ends = Finals(await HearAsync(new Hearing())).Select(f => f.AudioEnd).ToList();
        Assert.Equal(ends.Distinct().Order(), ends);
        Assert.InRange(ends[^1], 1, track.Samples.Length);
    }

    [Fact]
    public async Task Finals_are_the_same_at_any_pace_and_backlog()
    {
        var expected = new Dictionary<bool, List<string>>();
        foreach (var interims in (bool[])[true, false])
        {
            expected[interims] = [.. Finals(await HearAsync(new Hearing { Interims = interims })).Select(Describe)];
        }

        await Gen.Select(Gen.Bool, Gen.Int, Gen.OneOf(Gen.Const(int.MaxValue), Gen.Int[10, 100]), Gen.Long[0, 40_000]).SampleAsync(
            async (interims, seed, pauseEvery, mostBacklog) =>
            {
                var random = new Random(seed);
                var hearing = new Hearing
                {
                    Interims = interims,
                    Backlog = _ => random.NextInt64(0, mostBacklog + 1),
                    Pace = i => i % pauseEvery == pauseEvery - 1
                        ? Task.Delay(TimeSpan.FromMilliseconds(random.Next(5)), TimeProvider.System)
                        : Task.CompletedTask,
                };
                Assert.Equal(expected[interims], Finals(await HearAsync(hearing)).Select(Describe));
            },
            iter: Hearings,
            threads: 1);
    }

    [Fact]
    public async Task Position_of_the_first_sample_moves_all_times()
    {
        const long Start = 1_000_000_007;
        var here = Finals(await HearAsync(new Hearing { Interims = false }));
        var there = Finals(await HearAsync(new Hearing { Interims = false, Start = Start }));
        Assert.Equal(here.Select(f => f.AudioEnd + Start), there.Select(f => f.AudioEnd));
        Assert.Equal(
            here.SelectMany(f => f.Words).Select(w => w with { Start = w.Start + Start, End = w.End + Start }),
            there.SelectMany(f => f.Words));
    }

    [Fact]
    public async Task No_interims_come_where_none_are_wanted() =>
        Assert.All(await HearAsync(new Hearing { Interims = false }), t => Assert.True(t.IsFinal));

    [Fact]
    public async Task Silence_gives_no_words()
    {
        var transcripts = await new Hearing()
            .HearAsync(await RecognizerAsync(), new SpeechTrack(new float[10 * AudioFormat.SampleRate], new EnergyVad()));
        Assert.Empty(transcripts.SelectMany(t => t.Words));
    }

    [Fact]
    public async Task Track_without_a_sample_ends() =>
        Assert.Empty(await new Hearing().HearAsync(await RecognizerAsync(), new SpeechTrack([], new EnergyVad())));

    [Fact]
    public async Task Flush_brings_the_open_utterances_final()
    {
        var (recognizer, track) = (await RecognizerAsync(), await SpeechAsync());
        await using var stream = recognizer.CreateStream(new RecognizerStreamOptions());
        await new Hearing { Frames = InMidUtterance(track) }.FeedAsync(stream, track);
        await stream.FlushAsync(CancellationToken.None).AsTask().WaitAsync(Patience);
        var heard = new List<Transcript>();
        while (stream.Transcripts.TryRead(out var transcript))
        {
            heard.Add(transcript);
        }

        Assert.NotEmpty(Assert.Single(heard, t => t.IsFinal).Words);
        Assert.False(stream.Transcripts.Completion.IsCompleted);
    }

    [Fact]
    public async Task Flushing_silence_brings_nothing()
    {
        await using var stream = (await RecognizerAsync()).CreateStream(new RecognizerStreamOptions());
        await stream.FlushAsync(CancellationToken.None).AsTask().WaitAsync(Patience);
        Assert.False(stream.Transcripts.TryRead(out _));
    }

    [Fact]
    public async Task Finish_brings_the_open_utterances_final_and_completes()
    {
        var track = await SpeechAsync();
        var heard = await HearAsync(new Hearing { Frames = InMidUtterance(track) });
        Assert.NotEmpty(Assert.Single(heard, t => t.IsFinal).Words);
    }

    [Fact]
    public async Task Two_streams_at_once_do_not_disturb_each_other()
    {
        var (recognizer, track) = (await RecognizerAsync(), await SpeechAsync());
        var (whole, part) = (new Hearing(), new Hearing { Start = 777, Frames = InMidUtterance(track) });
        var alone = (await whole.HearAsync(recognizer, track), await part.HearAsync(recognizer, track));
        var both = await Task.WhenAll(
            Task.Run(() => whole.HearAsync(recognizer, track)), Task.Run(() => part.HearAsync(recognizer, track)));
        Assert.Equal(Finals(alone.Item1).Select(Describe), Finals(both[0]).Select(Describe));
        Assert.Equal(Finals(alone.Item2).Select(Describe), Finals(both[1]).Select(Describe));
    }

    [Fact]
    public async Task Unknown_language_is_refused_with_those_it_knows()
    {
        var recognizer = await RecognizerAsync();
        var error = Assert.Throws<ArgumentException>(() => recognizer.CreateStream(new RecognizerStreamOptions { Language = "tlh" }));
        Assert.Contains("tlh", error.Message, StringComparison.Ordinal);
        Assert.All(recognizer.Languages, language => Assert.Contains(language, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Known_language_is_taken_with_a_region_and_told()
    {
        var (recognizer, track) = (await RecognizerAsync(), await SpeechAsync());
        var language = $"{recognizer.Languages[0]}-XX";
        await using var stream = recognizer.CreateStream(new RecognizerStreamOptions { Language = language });
        await new Hearing { Frames = InMidUtterance(track) }.FeedAsync(stream, track);
        await stream.FinishAsync(CancellationToken.None);
        Assert.All(await stream.Transcripts.ReadAllAsync().ToListAsync(), t => Assert.Equal(language, t.Language));
    }

    [Fact]
    public async Task Disposing_in_mid_utterance_ends_the_stream_and_no_other()
    {
        var (recognizer, track) = (await RecognizerAsync(), await SpeechAsync());
        var stream = recognizer.CreateStream(new RecognizerStreamOptions());
        await new Hearing { Frames = InMidUtterance(track) }.FeedAsync(stream, track);
        await stream.DisposeAsync().AsTask().WaitAsync(Patience);
        Assert.DoesNotContain(await stream.Transcripts.ReadAllAsync().ToListAsync().AsTask().WaitAsync(Patience), t => t.IsFinal);
        Assert.NotEmpty(Finals(await HearAsync(new Hearing())));
    }

    private static List<Transcript> Finals(List<Transcript> transcripts) => [.. transcripts.Where(t => t.IsFinal)];

    private static string Describe(Transcript final) =>
        $"{final.Utterance} up to {final.AudioEnd}: "
        + $"{string.Join(' ', final.Words.Select(w => $"{w.Text} [{w.Start}-{w.End} {w.Confidence:R}]"))}";

    /// <summary>Half a second behind the first second of speech.</summary>
    private static int InMidUtterance(SpeechTrack track) =>
        Enumerable.Range(0, track.Frames).Where(i => track.Probabilities[i] > 0.5f).ElementAt(32) + 1;

    private async Task<List<Transcript>> HearAsync(Hearing hearing) =>
        await hearing.HearAsync(await RecognizerAsync(), await SpeechAsync()).WaitAsync(Patience);
}
