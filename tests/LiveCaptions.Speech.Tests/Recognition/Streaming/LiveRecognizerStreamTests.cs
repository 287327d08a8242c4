using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Streaming;
using LiveCaptions.Speech.Tests.Fakes;

namespace LiveCaptions.Speech.Tests.Recognition.Streaming;

public sealed class LiveRecognizerStreamTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Window_that_moves_on_neither_loses_nor_doubles_words()
    {
        await using var recognizer = Bursts.Recognizer();
        var heard = await new Hearing().HearAsync(recognizer, Bursts.Track(Bursts.Say(Enumerable.Range(1, 99)), Bursts.Silence(1)));
        Assert.Equal(Enumerable.Range(1, 99).Select(w => $"w{w}"), Finals(heard).SelectMany(f => f.Words).Select(w => w.Text));
        Assert.InRange(Finals(heard).Count(), 4, 20);
    }

    [Fact]
    public async Task Speech_without_a_pause_is_forgotten_behind_the_window()
    {
        await using var recognizer = Bursts.Recognizer();
        var words = Enumerable.Range(0, 300).Select(i => 1 + (i % 99)).ToList();
        var longest = 0;
        await using var watched = Bursts.Recognizer(() => new WatchedDecoder(samples => longest = Math.Max(longest, samples)));
        var heard = await new Hearing().HearAsync(watched, Bursts.Track(Bursts.Say(words), Bursts.Silence(1)));
        Assert.Equal(words.Select(w => $"w{w}"), Finals(heard).SelectMany(f => f.Words).Select(w => w.Text));
        Assert.InRange(longest, 1, AudioFormat.ToSamples(16));
    }

    [Fact]
    public async Task Words_become_final_while_the_speaker_goes_on()
    {
        await using var recognizer = Bursts.Recognizer();
        var hearing = new Hearing { WholeCues = words => words.Count > 4 ? 4 : 0 };
        var heard = await hearing.HearAsync(recognizer, Bursts.Track(Bursts.Say(Enumerable.Range(1, 40))));
        var finals = Finals(heard).ToList();
        Assert.InRange(finals.Count, 8, 40);
        Assert.All(finals.SkipLast(3), final => Assert.Equal(4, final.Words.Count));
        Assert.Equal(Enumerable.Range(1, 40).Select(w => $"w{w}"), finals.SelectMany(f => f.Words).Select(w => w.Text));
    }

    [Fact]
    public async Task Final_brings_along_what_is_known_behind_it()
    {
        await using var recognizer = Bursts.Recognizer();
        var hearing = new Hearing { WholeCues = words => words.Count > 4 ? 4 : 0 };
        var heard = await hearing.HearAsync(recognizer, Bursts.Track(Bursts.Say(Enumerable.Range(1, 40))));
        var next = heard.Zip(heard.Skip(1)).Where(pair => pair.First.IsFinal && pair.First.Next.Count > 0).ToList();
        Assert.NotEmpty(next);
        Assert.All(next, pair => Assert.Equal(pair.First.Utterance + 1, pair.Second.Utterance));
        Assert.All(next, pair => Assert.Equal(pair.First.Next[0].Text, pair.Second.Words[0].Text));
    }

    [Theory]
    [InlineData(0.7)]
    [InlineData(3)]
    public async Task Words_become_final_within_the_delay_that_is_asked_for(double seconds)
    {
        await using var recognizer = Bursts.Recognizer();
        var hearing = new Hearing { MaxDelay = () => TimeSpan.FromSeconds(seconds), WholeCues = words => words.Count };
        var heard = await hearing.HearAsync(recognizer, Bursts.Track(Bursts.Say(Enumerable.Range(1, 60))));

        // The interim behind a final tells how far was heard when its words became final.
        var late = heard.Zip(heard.Skip(1)).Where(pair => pair.First.IsFinal && !pair.Second.IsFinal)
            .SelectMany(pair => pair.First.Words.Select(word => AudioFormat.ToSeconds(pair.Second.AudioEnd - word.End))).ToList();
        Assert.InRange(late.Count, 30, 60);
        Assert.InRange(late.Max(), 0, seconds);
    }

    [Fact]
    public async Task Delay_may_be_changed_while_somebody_speaks()
    {
        await using var recognizer = Bursts.Recognizer();
        var frame = 0;
        var hearing = new Hearing
        {
            MaxDelay = () => TimeSpan.FromSeconds(frame < 300 ? 10 : 0.7),
            WholeCues = words => words.Count,
            Pace = i => Task.FromResult(frame = i),
        };
        var finals = Finals(await hearing.HearAsync(recognizer, Bursts.Track(Bursts.Say(Enumerable.Range(1, 60))))).ToList();
        var sooner = finals.Count(f => f.AudioEnd >= 300 * 512);
        Assert.True(sooner > 2 * (finals.Count - sooner), $"{sooner} of {finals.Count}");
    }

    [Fact]
    public async Task Pause_makes_all_words_final_once_the_speaker_rests()
    {
        await using var recognizer = Bursts.Recognizer(concurrency: 1);
        var heard = await Lockstep(recognizer).HearAsync(
            recognizer, Bursts.Track(Bursts.Say(1, 2), Bursts.Silence(0.6), Bursts.Say(3), Bursts.Silence(0.6)));
        Assert.Equal(["w1 w2", "w3"], Finals(heard).Select(f => string.Join(' ', f.Words.Select(w => w.Text))));
        var shown = heard[heard.FindIndex(t => t.IsFinal) - 1];
        Assert.Equal(2, shown.StableWords);
    }

    [Theory]
    [InlineData("w1 so. | w3")]
    [InlineData("w1 so w3")]
    [InlineData("w1 Dr. w3")]
    [InlineData("w1 J. w3")]
    public async Task Short_pause_ends_a_final_behind_a_sentence_only(string expected)
    {
        var word = expected.Split(' ')[1];
        await using var recognizer = Bursts.Recognizer(() => new WritingDecoder("w2", word), concurrency: 1);
        var heard = await Lockstep(recognizer).HearAsync(
            recognizer, Bursts.Track(Bursts.Say(1, 2), Bursts.Silence(0.3), Bursts.Say(3), Bursts.Silence(0.6)));
        Assert.Equal(expected, string.Join(" | ", Finals(heard).Select(f => string.Join(' ', f.Words.Select(w => w.Text)))));
    }

    [Theory]
    [InlineData(44, 5, true)]
    [InlineData(126, 9, false)]
    public async Task Sound_before_the_start_is_heard_where_speech_goes_on_and_its_words_are_not_told_again(
        int startFrame, int firstWord, bool goesOn)
    {
        var start = startFrame * 512L;
        await using var recognizer = Bursts.Recognizer();
        var track =
            Bursts.Track(Bursts.Say(Enumerable.Range(1, 8)), Bursts.Silence(2), Bursts.Say(Enumerable.Range(9, 12)), Bursts.Silence(1));
        var heard = await new Hearing { From = start }.HearAsync(recognizer, track);
        Assert.Equal(
            Enumerable.Range(firstWord, 21 - firstWord).Select(w => $"w{w}"), Finals(heard).SelectMany(f => f.Words).Select(w => w.Text));
        Assert.All(heard, t => Assert.All(t.Words, w => Assert.True(w.Start >= start, $"{w} in a run from {start}")));
        Assert.All(heard, t => Assert.True(t.Heard is null || t.Heard.KeepFrom >= start, "labels are for what was not heard before"));
        Assert.Equal(goesOn, heard[0].Heard!.Start < start);
    }

    [Fact]
    public async Task Finals_do_not_depend_on_the_looks_in_between()
    {
        await using var recognizer = Bursts.Recognizer(concurrency: 1);
        var track = Bursts.Track(Bursts.Say(Enumerable.Range(1, 40)), Bursts.Silence(0.4), Bursts.Say(41, 42, 43), Bursts.Silence(1));
        var looks = await Lockstep(recognizer).HearAsync(recognizer, track);
        var none = await (Lockstep(recognizer) with { Backlog = _ => 16_001 }).HearAsync(recognizer, track);
        Assert.True(looks.Count > none.Count, "the other stream makes none of them");
        Assert.Equal(Finals(none).SelectMany(f => f.Words), Finals(looks).SelectMany(f => f.Words));
    }

    [Fact]
    public async Task What_was_shown_of_a_sound_that_is_no_word_is_withdrawn()
    {
        await using var recognizer = Bursts.Recognizer(() => new FickleDecoder(), concurrency: 1);
        var heard = await Lockstep(recognizer).HearAsync(recognizer, Bursts.Track(Bursts.Sound(1, 0.7), Bursts.Silence(2)));
        Assert.Contains(heard, t => !t.IsFinal && t.Words.Count > 0);
        Assert.Empty(Assert.Single(Finals(heard)).Words);
    }

    [Fact]
    public async Task Failing_decode_ends_the_stream_with_its_error()
    {
        await using var recognizer = Bursts.Recognizer(() => new FailingDecoder());
        var stream = recognizer.CreateStream(new RecognizerStreamOptions());
        await new Hearing().FeedAsync(stream, Bursts.Track(Bursts.Say(1, 2), Bursts.Silence(1)));
        var error = await Assert.ThrowsAsync<InvalidDataException>(() =>
            stream.Transcripts.ReadAllAsync().ToListAsync().AsTask().WaitAsync(Patience));
        Assert.Equal("decode", error.Message);
        await stream.DisposeAsync();
    }

    [Fact]
    public async Task Decodes_that_pile_up_hold_the_caller_back()
    {
        using var gate = new ManualResetEventSlim();
        await using var recognizer = Bursts.Recognizer(() => new WaitingDecoder(gate), concurrency: 1);
        var track = Bursts.Track(Bursts.Say(Enumerable.Range(1, 99)));
        var fed = 0;
        var run = new Hearing { Pace = i => Task.FromResult(fed = i) }.HearAsync(recognizer, track);
        Assert.False(run.IsCompleted);
        Assert.InRange(fed, track.Frames / 5, track.Frames / 2);
        gate.Set();
        Assert.Equal(
            Enumerable.Range(1, 99).Select(w => $"w{w}"),
            Finals(await run.WaitAsync(Patience)).SelectMany(t => t.Words).Select(w => w.Text));
    }

    private static IEnumerable<Transcript> Finals(IEnumerable<Transcript> heard) => heard.Where(t => t.IsFinal);

    /// <summary>Each frame waits for the decodes that those before it asked for, on a scheduler with one worker.</summary>
    private static Hearing Lockstep(WindowedRecognizer recognizer) => new()
    {
        Pace = _ => recognizer.Scheduler.RunAsync(() => 0, TimeSpan.FromHours(1), CancellationToken.None),
    };

    private sealed class WatchedDecoder(Action<int> decoding) : IUtteranceDecoder
    {
        private readonly BurstDecoder _decoder = new();

        public Hypothesis Decode(ReadOnlyMemory<float> audio, Hypothesis? draft, CancellationToken cancellationToken)
        {
            decoding(audio.Length);
            return _decoder.Decode(audio, draft, cancellationToken);
        }
    }

    /// <summary>Writes one word otherwise.</summary>
    private sealed class WritingDecoder(string word, string written) : IUtteranceDecoder
    {
        private readonly BurstDecoder _decoder = new();

        public Hypothesis Decode(ReadOnlyMemory<float> audio, Hypothesis? draft, CancellationToken cancellationToken)
        {
            var heard = _decoder.Decode(audio, draft, cancellationToken);
            return heard with { Words = [.. heard.Words.Select(w => w.Text == word ? w with { Text = written } : w)] };
        }
    }

    /// <summary>Hears a word until there is a pause behind it.</summary>
    private sealed class FickleDecoder : IUtteranceDecoder
    {
        public Hypothesis Decode(ReadOnlyMemory<float> audio, Hypothesis? draft, CancellationToken cancellationToken) =>
            audio.Span[^1] > 0 ? new Hypothesis([new Word("oh", 0, 4000, 0.9f)], [1], -0.1f) : Hypothesis.Empty;
    }

    private sealed class FailingDecoder : IUtteranceDecoder
    {
        public Hypothesis Decode(ReadOnlyMemory<float> audio, Hypothesis? draft, CancellationToken cancellationToken) =>
            throw new InvalidDataException("decode");
    }

    private sealed class WaitingDecoder(ManualResetEventSlim gate) : IUtteranceDecoder
    {
        private readonly BurstDecoder _decoder = new();

        public Hypothesis Decode(ReadOnlyMemory<float> audio, Hypothesis? draft, CancellationToken cancellationToken)
        {
            Assert.True(gate.Wait(Patience, cancellationToken));
            return _decoder.Decode(audio, draft, cancellationToken);
        }
    }
}
