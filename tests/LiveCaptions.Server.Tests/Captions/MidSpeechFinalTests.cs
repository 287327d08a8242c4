using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Text;
using LiveCaptions.Speech.Recognition;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Captions;

/// <summary>Finals that come while somebody goes on speaking, with what is recognised behind them.</summary>
public sealed class MidSpeechFinalTests
{
    private const string First = "It was the best of times, it was the worst of times, it was the age of wisdom,";
    private const string Second = "it was the age of foolishness, it was the epoch of belief,";

    private readonly CueTimeline _timeline = new("s", new CueOptions(), new FakeTimeProvider());
    private readonly Screen _screen = new();

    [Fact]
    public void Cue_behind_the_border_stays_open_under_its_id()
    {
        Grow($"{First} {Second}");
        var open = _timeline.OpenCues;
        Assert.Equal(2, open.Count);

        var final = Assert.Single(Apply(Speech.Final(open[0].Text, next: open[1].Text)));

        Assert.Equal(("c1", CueKind.Final, open[0].Text), (final.Id, final.Kind, final.Text));
        Assert.Equal(open[1], Assert.Single(_timeline.OpenCues));
        Assert.Equal($"{First} {Second}", _screen.Text);
    }

    [Fact]
    public void Next_utterance_goes_on_in_the_cue_that_is_open()
    {
        Grow($"{First} {Second}");
        var border = _timeline.OpenCues[0].Words!.Count * Speech.Step;
        var (first, second) = (_timeline.OpenCues[0].Text, _timeline.OpenCues[1].Text);
        Apply(Speech.Final(first, next: second));

        var grown = Assert.Single(Apply(Speech.Interim($"{second} and", stable: 99, utterance: 1, from: border)));
        var final = Assert.Single(Apply(Speech.Final($"{second} and more.", utterance: 1, from: border)));

        Assert.Equal(("c2", CueKind.Interim, $"{second} and"), (grown.Id, grown.Kind, grown.Text));
        Assert.Equal(("c2", CueKind.Final, $"{second} and more."), (final.Id, final.Kind, final.Text));
        Assert.Empty(_timeline.OpenCues);
    }

    [Theory]
    [InlineData("one two three four", "one two", "three four", "c1=one two! c2=three four")]
    [InlineData("one two three four", "one two", "three fore five", "c1=one two! c2=three fore")]
    [InlineData("one two three four", "one too", "three", "c1=one too! c2=three four")]
    [InlineData("one two three four", "won to", "three four", "c1=won to! c2=three four")]
    [InlineData("one two", "one two", "three four", "c1=one two!")]
    [InlineData("one two", "one two three four", "five", "c1=one two three four!")]
    [InlineData("", "one two", "three", "c1=one two!")]
    [InlineData("no no no no no", "no no no", "no no", "c1=no no no! c2=no no")]
    [InlineData("I am here now", "I'm", "here now", "c1=I'm! c2=here now")]
    [InlineData("three four", "one two", "three four", "c2=one two!")]
    [InlineData("one two three", "", "three", "c1= c2=three")]
    public void What_is_shown_behind_the_border_goes_on_being_shown(string shown, string final, string next, string changes)
    {
        Apply(Speech.Interim(shown, stable: 99));
        var messages = Apply(Speech.Final(final, next) with { Words = Speech.Words(final) });

        Assert.Equal(changes, string.Join(' ', messages.Select(c => $"{c.Id}={c.Text}{(c.Kind == CueKind.Final ? "!" : "")}")));
    }

    [Fact]
    public void Border_within_a_cue_ends_it_and_the_next_open_one_takes_what_was_behind()
    {
        Grow($"{First} {Second}");
        var words = $"{First} {Second}".Split(' ');
        var (final, next) = (string.Join(' ', words[..14]), string.Join(' ', words[14..]));

        var messages = Apply(Speech.Final(final, next));

        Assert.Equal([("c1", CueKind.Final, final), ("c2", CueKind.Interim, next)], messages.Select(c => (c.Id, c.Kind, c.Text)));
        Assert.Equal($"{First} {Second}", _screen.Text);
    }

    [Fact]
    public void What_no_longer_fits_into_the_next_open_cue_goes_to_one_behind_it()
    {
        var third = string.Join(' ', Enumerable.Range(1, 18).Select(i => $"word{i}"));
        Grow($"{First} {third}");
        var words = $"{First} {third}".Split(' ');
        Assert.True(_timeline.OpenCues.Count > 2);

        var messages = Apply(Speech.Final(string.Join(' ', words[..6]), string.Join(' ', words[6..])));

        Assert.All(messages, c => Assert.True(LineBreaker.Break(c.Text).Count <= 2, c.Text));
        Assert.Equal($"{First} {third}", _screen.Text);
    }

    [Fact]
    public void Border_within_a_later_cue_ends_both()
    {
        Grow($"{First} {Second}");
        var words = $"{First} {Second}".Split(' ');
        var (final, next) = (string.Join(' ', words[..24]), string.Join(' ', words[24..]));

        var messages = Apply(Speech.Final(final, next));

        Assert.Equal([("c1", CueKind.Final), ("c2", CueKind.Final), ("c3", CueKind.Interim)], messages.Select(c => (c.Id, c.Kind)));
        Assert.Equal(next, messages[^1].Text);
        Assert.Equal($"{First} {Second}", _screen.Text);
    }

    [Fact]
    public void Last_words_of_a_final_go_to_the_cue_before_where_it_has_room()
    {
        Apply(Speech.Interim($"{First} it was the age", stable: 99));
        Assert.Equal([First, "it was the age"], _timeline.OpenCues.Select(c => c.Text));

        var messages = Apply(Speech.Final($"{First} it was", next: "the age"));

        Assert.Equal(
            [("c1", CueKind.Final, $"{First} it was"), ("c2", CueKind.Interim, "the age")], messages.Select(c => (c.Id, c.Kind, c.Text)));
    }

    [Fact]
    public void Last_words_of_a_final_are_a_cue_where_the_one_before_has_ended_with_its_sentence()
    {
        const string Shown = "This sentence is long enough to stand alone. Next one goes";
        Apply(Speech.Interim(Shown, stable: 99));
        Assert.Equal(2, _timeline.OpenCues.Count);

        var messages = Apply(Speech.Final("This sentence is long enough to stand alone. Next", next: "one goes"));

        Assert.Equal(
            [
                ("c1", CueKind.Final, "This sentence is long enough to stand alone."),
                ("c2", CueKind.Final, "Next"), ("c3", CueKind.Interim, "one goes")
            ],
            messages.Select(c => (c.Id, c.Kind, c.Text)));
    }

    [Fact]
    public void Utterance_beyond_the_next_withdraws_what_is_open()
    {
        Apply(Speech.Interim("one two three", stable: 3));
        Apply(Speech.Final("one two", next: "three"));
        Assert.Equal("one two three", _screen.Text);

        Apply(Speech.Interim("again", stable: 1, utterance: 2));

        Assert.Equal("one two again", _screen.Text);
    }

    [Fact]
    public void Next_utterance_without_words_withdraws_what_is_open()
    {
        Apply(Speech.Interim("one two three", stable: 3));
        Apply(Speech.Final("one two", next: "three"));

        Apply(Speech.Final("", utterance: 1) with { Words = [] });

        Assert.Equal("one two", _screen.Text);
        Assert.Empty(_timeline.OpenCues);
    }

    [Fact]
    public void Next_words_keep_the_speaker_that_is_shown_who_is_still_a_guess()
    {
        var asked = new List<CueKind>();
        var speaker = new SpeakerLabel(1, 0.8f);
        var shown = Speech.Interim("one two three four", stable: 4);
        Apply(shown with { Words = [.. shown.Words.Select(w => w with { Speaker = speaker })] });

        var messages = Apply(Speech.Final("one two", next: "three fore"));

        Assert.Equal([null, "s2"], messages.Select(c => c.Speaker?.Id));
        Assert.Equal([CueKind.Interim, CueKind.Interim], asked);

        IReadOnlyList<Cue> Apply(Transcript transcript) => _timeline.Apply(0, transcript, _ => null, (label, kind) =>
        {
            asked.Add(kind);
            return new CueSpeaker($"s{label.Number + 1}", "Ann", 1);
        });
    }

    private void Grow(string text)
    {
        var words = text.Split(' ');
        for (var i = 1; i <= words.Length; i++)
        {
            Apply(Speech.Interim(string.Join(' ', words[..i]), stable: i));
        }
    }

    private IReadOnlyList<Cue> Apply(Transcript transcript)
    {
        var cues = _timeline.Apply(0, transcript, _ => null);
        _screen.Take(cues);
        return cues;
    }
}
