using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Text;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Recognition;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Captions;

public sealed class CueTimelineTests
{
    private const string Dickens = "It was the best of times, it was the worst of times, it was the age of wisdom, "
        + "it was the age of foolishness, it was the epoch of belief,";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly Screen _screen = new();
    private CueTimeline _timeline;
    private SeqCounter _seqs = null!;

    public CueTimelineTests() => _timeline = New(new CueOptions());

    [Fact]
    public void Interim_is_replaced_by_final()
    {
        var interim = Assert.Single(Apply(Speech.Interim("it was the", stable: 2)));
        var final = Assert.Single(Apply(Speech.Final("It was the best.")));

        Assert.Equal((CueKind.Interim, "c1", 1, 1L, "it was"), (interim.Kind, interim.Id, interim.Revision, interim.Seq, interim.Text));
        Assert.Equal((CueKind.Final, "c1", 2, 2L, "It was the best."), (final.Kind, final.Id, final.Revision, final.Seq, final.Text));
        Assert.Equal("s", final.SessionId);
        Assert.Equal("en", final.Language);
        Assert.Empty(_timeline.OpenCues);
    }

    [Fact]
    public void Word_times_are_seconds_with_three_decimals()
    {
        var word = new Word("hello", 12_345, 23_456, 0.123_456f);
        var cue = Assert.Single(Apply(Speech.Final("x") with { Words = [word] }));

        Assert.Equal((0.772, 1.466), (cue.Start, cue.End));
        Assert.Equal([new CueWord("hello", 0.772, 1.466, 0.123)], cue.Words!);
    }

    [Theory]
    [InlineData(0, 1, "a b c d")]
    [InlineData(1, 1, "a b c")]
    [InlineData(2, 1, "a b")]
    [InlineData(9, 1, "a")]
    [InlineData(-1, 2, "a b")]
    [InlineData(1, 4, "a b c d")]
    public void Unstable_words_are_held_back_and_stable_ones_never(int holdBack, int stable, string shown)
    {
        _timeline = New(new CueOptions { HoldBackWords = holdBack });

        Assert.Equal(shown, Assert.Single(Apply(Speech.Interim("a b c d", stable))).Text);
    }

    [Fact]
    public void Nothing_is_sent_when_nothing_shown_changes()
    {
        _timeline = New(new CueOptions { HoldBackWords = 1 });
        Apply(Speech.Interim("one two three"));

        Assert.Empty(Apply(Speech.Interim("one two four")));
        Assert.Empty(Apply(Speech.Interim("one two four", from: 100)));
        Assert.Empty(Apply(Speech.Interim("")));
        Assert.Equal(1, _seqs.Last);
    }

    [Fact]
    public void Hypothesis_with_fewer_words_shortens_nothing()
    {
        Apply(Speech.Interim("one two three four five", stable: 4));
        Apply(Speech.Interim("one too", stable: 2));
        Assert.Equal("one too three four", _screen.Text);

        Apply(Speech.Interim(""));
        Assert.Equal("one too three four", _screen.Text);

        Apply(Speech.Final("one two"));
        Assert.Equal("one two", _screen.Text);
    }

    [Fact]
    public void Hypothesis_that_joins_words_waits_until_it_is_as_long_as_what_is_shown()
    {
        Apply(Speech.Interim("I am here", stable: 3));
        var joined = Speech.Interim("I'm here") with
        {
            Words = [new Word("I'm", 0, Speech.Step + Speech.Length, 1), new Word("here", Speech.Step * 2, Speech.Step * 3, 1)]
        };

        Assert.Empty(Apply(joined));

        Apply(joined with { Words = [.. joined.Words, new Word("now", Speech.Step * 3, Speech.Step * 4, 1)], StableWords = 3 });
        Assert.Equal("I'm here now", _screen.Text);
    }

    [Fact]
    public void Words_after_a_full_cue_go_to_the_next_and_the_full_one_stays()
    {
        Grow(Dickens);

        Assert.Equal(["c1", "c2"], _timeline.OpenCues.Select(c => c.Id));
        Assert.All(_timeline.OpenCues, c => Assert.True(Fits(c.Text), c.Text));
        var first = _timeline.OpenCues[0].Text;

        var finals = Apply(Speech.Final(Dickens));

        Assert.Equal(["c1", "c2"], finals.Select(c => c.Id));
        Assert.All(finals, c => Assert.Equal(CueKind.Final, c.Kind));
        Assert.Equal(first, finals[0].Text);
        Assert.Equal(Dickens, _screen.Text);
    }

    [Fact]
    public void Cue_ends_at_punctuation_where_that_costs_little()
    {
        var finals = Apply(Speech.Final(Dickens));

        Assert.All(finals, c => Assert.EndsWith(",", c.Text, StringComparison.Ordinal));
        Assert.Equal(Dickens, _screen.Text);
    }

    [Fact]
    public void Stable_sentence_of_more_than_a_line_ends_its_cue()
    {
        const string Sentence = "This sentence is long enough to stand alone.";
        Apply(Speech.Interim(Sentence, stable: 8));
        Apply(Speech.Interim(Sentence + " Next one", stable: 10));

        Assert.Equal([Sentence, "Next one"], _timeline.OpenCues.Select(c => c.Text));
    }

    [Fact]
    public void Cue_that_the_final_does_not_need_is_withdrawn()
    {
        Grow(Dickens);
        var messages = Apply(Speech.Final("It was the best of times."));

        Assert.Equal(("c1", CueKind.Final), (messages[0].Id, messages[0].Kind));
        Assert.Equal(("c2", CueKind.Interim, ""), (messages[1].Id, messages[1].Kind, messages[1].Text));
        Assert.Null(messages[1].Words);
        Assert.Null(messages[1].Latency);
        Assert.Equal("It was the best of times.", _screen.Text);
        Assert.Empty(_timeline.OpenCues);
    }

    [Fact]
    public void Final_without_words_withdraws_what_was_shown()
    {
        Apply(Speech.Interim("you you", stable: 2));
        var message = Assert.Single(Apply(Speech.Final("")));

        Assert.Equal(("c1", 2, CueKind.Interim, ""), (message.Id, message.Revision, message.Kind, message.Text));
        Assert.Empty(Apply(Speech.Final("", utterance: 1)));
    }

    [Fact]
    public void Utterance_cut_off_by_a_restarted_pipeline_is_withdrawn()
    {
        Apply(Speech.Interim("left behind", stable: 2, utterance: 3));
        Apply(Speech.Interim("new start", stable: 2, utterance: 0));

        Assert.Equal("new start", _screen.Text);
        Assert.Equal("c2", Assert.Single(_timeline.OpenCues).Id);
    }

    [Fact]
    public void Latency_runs_from_the_last_word_being_received()
    {
        var start = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromSeconds(2));
        var cue = Assert.Single(_timeline.Apply(0, Speech.Final("one two"), p => start.AddSeconds(AudioFormat.ToSeconds(p))));

        Assert.Equal(2 - 0.55, cue.Latency!.Value, 3);
        Assert.Equal(_time.GetUtcNow(), cue.CreatedAt);
        Assert.Null(Assert.Single(_timeline.Apply(0, Speech.Final("three", 1), _ => null)).Latency);
    }

    [Fact]
    public void Numbers_go_on_where_the_last_run_stopped()
    {
        _timeline = new CueTimeline("s", new CueOptions(), _time, _seqs = new SeqCounter(2048), lastCueNumber: 7);
        var cue = Assert.Single(Apply(Speech.Final("again")));

        Assert.Equal((2049L, "c8"), (cue.Seq, cue.Id));
        Assert.Equal(2050, _seqs.Next());
        Assert.Equal(2050, _seqs.Last);
    }

    [Fact]
    public void Finals_of_several_tracks_never_start_before_the_one_sent_last()
    {
        var late = Assert.Single(_timeline.Apply(0, Speech.Final("late", from: 80_000), _ => null));
        var early = Assert.Single(_timeline.Apply(1, Speech.Final("early"), _ => null));

        Assert.Equal(5, late.Start);
        Assert.Equal(5, early.Start);
        Assert.True(early.End >= early.Start);
        Assert.Equal(0, early.Words![0].Start);
    }

    [Fact]
    public async Task Tracks_on_many_threads_share_one_row_of_numbers()
    {
        var tracks = Enumerable.Range(0, 4).Select(track => Task.Run(() =>
            Enumerable.Range(0, 200).SelectMany(u => _timeline.Apply(track, Speech.Final($"word {u}", u), _ => null)).ToList()));
        var cues = (await Task.WhenAll(tracks)).SelectMany(c => c).ToList();

        Assert.Equal(Enumerable.Range(1, 800).Select(i => (long)i), cues.Select(c => c.Seq).Order());
        Assert.Equal(800, cues.Select(c => c.Id).Distinct().Count());
    }

    private static bool Fits(string text) => LineBreaker.Break(text).Count <= 2 && LineBreaker.Break(text).All(l => l.Length <= 42);

    private CueTimeline New(CueOptions options) => new("s", options, _time, _seqs = new SeqCounter());

    private void Grow(string text)
    {
        var words = text.Split(' ');
        for (var i = 1; i <= words.Length; i++)
        {
            Apply(Speech.Interim(string.Join(' ', words[..i]), stable: i - 1));
        }
    }

    private IReadOnlyList<Cue> Apply(Transcript transcript)
    {
        var cues = _timeline.Apply(0, transcript, _ => null);
        _screen.Take(cues);
        return cues;
    }
}
