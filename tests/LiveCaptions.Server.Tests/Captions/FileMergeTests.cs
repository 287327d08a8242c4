using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;
using LiveCaptions.Captions.Reading;

namespace LiveCaptions.Server.Tests.Captions;

public sealed class FileMergeTests
{
    [Fact]
    public void Each_cue_of_a_file_takes_the_place_of_the_one_at_its_time_and_of_two_tracks_of_the_one_with_its_text()
    {
        var before = Enumerable.Range(0, 300).Select(i => Final($"c{i}", i / 2, (i / 2) + 0.9, $"said {i}")).ToList();
        var file = new CaptionFile { Cues = [.. before.Select(cue => Given(cue.Start, cue.End, cue.Text))] };

        Assert.Empty(FileMerge.Plan(before, file, replacesAll: true));
    }

    [Fact]
    public void Long_cue_does_not_hide_those_that_are_shown_meanwhile()
    {
        var before = new[] { Final("c1", 0, 50, "long"), Final("c2", 10, 11, "short"), Final("c3", 70, 71, "later") };
        var file = new CaptionFile { Cues = [Given(0, 50, "LONG"), Given(10, 11, "SHORT")] };

        var plan = FileMerge.Plan(before, file, replacesAll: false);

        Assert.Equal([("c1", "LONG"), ("c2", "SHORT")], plan.Select(change => (change.Before!.Id, change.New!.Text)));
    }

    [Fact]
    public void What_a_file_covers_goes_and_what_it_only_touches_stays()
    {
        var before = new[] { Final("c1", 0, 10, "a"), Final("c2", 20, 21, "b"), Final("c3", 21, 31, "c") };
        var file = new CaptionFile { Cues = [Given(1, 3, "x"), Given(3, 5, "x"), Given(5, 7, "x"), Given(20.9, 23, "x")] };

        Assert.Equal(
            ["c1"],
            FileMerge.Plan(before, file, replacesAll: false).Where(change => change.New is null).Select(change => change.Before!.Id));
    }

    [Fact]
    public void Cue_during_which_more_is_said_than_anybody_says_gets_no_times_of_words()
    {
        var words = Enumerable.Range(0, 1_001).Select(i => new CueWord("word", i * 0.01, (i * 0.01) + 0.01, 1)).ToList();
        var file = new CaptionFile { Cues = [Given(0, 20, "word")] };

        Assert.Null(New(words).Words);
        Assert.NotNull(New(words[..500]).Words);

        FileMergeCue New(IReadOnlyList<CueWord> said) =>
            Assert.Single(FileMerge.Plan([Final("c1", 0, 11, "word") with { Words = said }], file, replacesAll: false)).New!;
    }

    [Fact(Timeout = 60_000)]
    public async Task Hundred_thousand_cues_of_one_minute_are_planned_with_as_many_of_the_minute_before()
    {
        // Each with each, that would be ten billion: minutes.
        var before = Enumerable.Range(0, 100_000).Select(i => Final($"c{i}", i * 0.0005, 60, "a")).ToList();
        var file = new CaptionFile { Cues = [.. Enumerable.Range(0, 100_000).Select(i => new FileCue(i / 2, (i / 2) + 1, ["b"], null))] };

        var plan = await Task.Run(() => FileMerge.Plan(before, file, replacesAll: false), TestContext.Current.CancellationToken);

        Assert.True(plan.Count >= 100_000);
    }

    private static Cue Final(string id, double start, double end, string text) => new()
    {
        SessionId = "s",
        Seq = 1,
        Id = id,
        Revision = 1,
        Kind = CueKind.Final,
        Start = start,
        End = end,
        Text = text,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private static FileCue Given(double start, double end, string text) =>
        new((long)Math.Round(start * 1000), (long)Math.Round(end * 1000), [text], null);
}
