using System.Collections.Concurrent;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Streaming;
using LiveCaptions.Speech.Tests.Fakes;

namespace LiveCaptions.Speech.Tests.Recognition.Streaming;

public sealed class FileRecognizerStreamTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Forced_cuts_neither_lose_nor_double_words()
    {
        await using var recognizer = Bursts.Recognizer();
        var heard = await new Hearing { Interims = false }
            .HearAsync(recognizer, Bursts.Track(Bursts.Say(Enumerable.Range(1, 99)), Bursts.Silence(1)));
        Assert.Equal(Enumerable.Range(1, 99).Select(w => $"w{w}"), Finals(heard).SelectMany(f => f.Words).Select(w => w.Text));
        Assert.InRange(Finals(heard).Count(), 3, 6);
    }

    [Fact]
    public async Task Word_behind_a_forced_cut_is_not_lost_where_its_time_begins_with_the_window()
    {
        var decoder = new EdgyDecoder((words, _) => [words[0] with { Start = 0 }, .. words.Skip(1)]);
        Assert.Equal(Enumerable.Range(1, 20).Select(w => $"w{w}"), (await CutAsync(decoder)).SelectMany(f => f.Words).Select(w => w.Text));
    }

    [Theory]
    [InlineData(0, 5_600, 11_200)]
    [InlineData(1, 5_600, 11_200)]
    [InlineData(0, 0, 14_000)]
    public async Task Word_before_a_forced_cut_is_not_said_twice_where_the_other_side_hears_it_later(int known, int start, int end)
    {
        var decoder = new EdgyDecoder((words, part) => [part with { Start = start, End = end }, .. words]);
        var first = await CutAsync(decoder);
        var heard = await CutAsync(decoder, number => number <= known ? first[number - 1] : null);
        Assert.Equal(Enumerable.Range(1, 20).Select(w => $"w{w}"), heard.SelectMany(f => f.Words).Select(w => w.Text));
        Assert.All(heard.SelectMany(f => f.Words).Zip(heard.SelectMany(f => f.Words).Skip(1)), pair =>
            Assert.True(pair.First.Start <= pair.Second.Start));
    }

    [Fact]
    public async Task Word_times_are_those_of_the_sound()
    {
        await using var recognizer = Bursts.Recognizer();
        var heard = await new Hearing { Interims = false }
            .HearAsync(recognizer, Bursts.Track(Bursts.Silence(2), Bursts.Say(1, 2), Bursts.Silence(1)));
        Assert.Equal(
            [(32_000L, 36_800L), (37_824L, 42_624L)],
            Assert.Single(Finals(heard)).Words.Select(w => (w.Start, w.End)));
    }

    [Fact]
    public async Task What_was_heard_comes_along_also_from_an_engine_that_gives_no_layers_out()
    {
        await using var recognizer = Bursts.Recognizer();
        var heard = Assert.Single(
            Finals(await new Hearing { Interims = false }.HearAsync(recognizer, Bursts.Track(Bursts.Say(1, 2), Bursts.Silence(1))))).Heard!;
        Assert.Equal(0, heard.Features.Blocks);
        Assert.True(heard.SpeechBetween(0, 4_800) > 0.9f);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(int.MaxValue)]
    public async Task Finals_that_are_known_are_given_again_and_not_decoded_again(int until)
    {
        var decodes = 0;
        await using var recognizer = Bursts.Recognizer(() => new CountingDecoder(() => Interlocked.Increment(ref decodes)));
        var track = Bursts.Track(Bursts.Say(Enumerable.Range(1, 60)), Bursts.Silence(1), Bursts.Say(3, 4), Bursts.Silence(1));
        var first = Finals(await new Hearing { Interims = false }.HearAsync(recognizer, track)).ToList();
        decodes = 0;

        var known = first.Where(f => f.Utterance <= until).ToDictionary(f => f.Utterance);
        var again = Finals(await new Hearing { Interims = false, Known = number => known.GetValueOrDefault(number) }
            .HearAsync(recognizer, track)).ToList();

        Assert.Equal(first.Select(Line), again.Select(Line));
        Assert.Equal(first.Count - known.Count, decodes);

        static string Line(Transcript final) => $"{final.Utterance} {final.AudioEnd} {string.Join(' ', final.Words)}";
    }

    [Fact]
    public async Task Failing_decode_ends_the_stream_with_its_error()
    {
        await using var recognizer = Bursts.Recognizer(() => new FailingDecoder());
        var stream = recognizer.CreateStream(new RecognizerStreamOptions { Interims = false });
        var track = Bursts.Track(Bursts.Say(1, 2), Bursts.Silence(1));
        await new Hearing().FeedAsync(stream, track);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() =>
            stream.Transcripts.ReadAllAsync().ToListAsync().AsTask().WaitAsync(Patience));
        Assert.Equal("decode", error.Message);
        await stream.DisposeAsync();
    }

    [Fact]
    public async Task Finals_that_pile_up_hold_the_caller_back()
    {
        using var gate = new ManualResetEventSlim();
        await using var recognizer = Bursts.Recognizer(() => new WaitingDecoder(gate), concurrency: 1);
        var hearing = new Hearing { Interims = false };
        var track = Bursts.Track(Enumerable.Range(1, 24).SelectMany(w => new[] { Bursts.Say(w), Bursts.Silence(1) }));
        var fed = 0;
        var run = (hearing with { Pace = i => Task.FromResult(fed = i) }).HearAsync(recognizer, track);
        Assert.False(run.IsCompleted);
        Assert.InRange(fed, track.Frames / 6, (track.Frames / 2) + 1);
        gate.Set();
        Assert.Equal(
            Enumerable.Range(1, 24).Select(w => $"w{w}"), (await run.WaitAsync(Patience)).SelectMany(t => t.Words).Select(w => w.Text));
    }

    [Fact]
    public async Task Tracks_that_nobody_waits_for_are_cut_at_long_pauses_only()
    {
        await using var recognizer = Bursts.Recognizer(_ => new BurstDecoder(), EndpointOptions.Files);
        var track = Bursts.Track(Enumerable.Range(1, 8).SelectMany(w => new[] { Bursts.Say(w, w + 1, w + 2), Bursts.Silence(0.6) }));
        var live = Finals(await new Hearing().HearAsync(recognizer, track)).ToList();
        var file = Finals(await new Hearing { Interims = false }.HearAsync(recognizer, track)).ToList();
        Assert.InRange(live.Count, 4, 8);
        Assert.Single(file);
        Assert.Equal(live.SelectMany(f => f.Words).Select(w => w.Text), file[0].Words.Select(w => w.Text));
    }

    [Fact]
    public async Task Quality_is_what_was_asked_for()
    {
        var made = new ConcurrentBag<RecognitionQuality>();
        await using var recognizer = Bursts.Recognizer(Note(made), new EndpointOptions());
        await new Hearing { Interims = false, Quality = RecognitionQuality.Best }
            .HearAsync(recognizer, Bursts.Track(Bursts.Say(1, 2), Bursts.Silence(1)));
        Assert.Equal([RecognitionQuality.Best], made.Distinct());
    }

    [Fact]
    public async Task Work_in_the_background_is_fast_while_live_streams_run()
    {
        var made = new ConcurrentBag<RecognitionQuality>();
        await using var recognizer = Bursts.Recognizer(Note(made), new EndpointOptions());
        var live = recognizer.CreateStream(new RecognizerStreamOptions());
        made.Clear();
        await new Hearing { Interims = false, Background = true, Quality = RecognitionQuality.Best }
            .HearAsync(recognizer, Bursts.Track(Bursts.Say(1, 2), Bursts.Silence(1)));
        Assert.Equal([RecognitionQuality.Fast], made.Distinct());

        await live.DisposeAsync();
        made.Clear();
        await new Hearing { Interims = false, Background = true, Quality = RecognitionQuality.Best }
            .HearAsync(recognizer, Bursts.Track(Bursts.Say(1, 2), Bursts.Silence(1)));
        Assert.Equal([RecognitionQuality.Best], made.Distinct());
    }

    /// <summary>Finals of 11 s of speech without a pause, which is cut behind the tenth word.</summary>
    private static async Task<List<Transcript>> CutAsync(EdgyDecoder decoder, Func<int, Transcript?>? known = null)
    {
        await using var recognizer = Bursts.Recognizer(_ => decoder, EndpointOptions.Files with { MaxUtterance = 10 });
        var words = Enumerable.Range(1, 10).SelectMany(w => (float[])[.. Bursts.Sound(w, 0.6), .. Bursts.Silence(0.064)]).ToArray();
        var track = Bursts.Track(Bursts.Silence(1), words, Bursts.Silence(0.136), Bursts.Say(Enumerable.Range(11, 10)), Bursts.Silence(1));
        var finals = Finals(await new Hearing { Interims = false, Known = known }.HearAsync(recognizer, track)).ToList();
        Assert.Equal(2, finals.Count);
        return finals;
    }

    private static Func<RecognitionQuality, IUtteranceDecoder> Note(ConcurrentBag<RecognitionQuality> made) => quality =>
    {
        made.Add(quality);
        return new BurstDecoder();
    };

    private static IEnumerable<Transcript> Finals(List<Transcript> heard) => heard.Where(t => t.IsFinal);

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

    /// <summary>Makes something of a window that begins in the middle of a word.</summary>
    /// <param name="edge">Gets the whole words in the window, and what is there of the one before.</param>
    private sealed class EdgyDecoder(Func<IReadOnlyList<Word>, Word, IReadOnlyList<Word>> edge) : IUtteranceDecoder
    {
        private readonly BurstDecoder _decoder = new();

        public Hypothesis Decode(ReadOnlyMemory<float> audio, Hypothesis? draft, CancellationToken cancellationToken)
        {
            var said = _decoder.Decode(audio, draft, cancellationToken);
            var part = said.Words.FirstOrDefault(word => word.Start == 0);
            return said with { Words = part is null ? said.Words : edge([.. said.Words.Skip(1)], part) };
        }
    }

    private sealed class CountingDecoder(Action decoding) : IUtteranceDecoder
    {
        private readonly BurstDecoder _decoder = new();

        public Hypothesis Decode(ReadOnlyMemory<float> audio, Hypothesis? draft, CancellationToken cancellationToken)
        {
            decoding();
            return _decoder.Decode(audio, draft, cancellationToken);
        }
    }
}
