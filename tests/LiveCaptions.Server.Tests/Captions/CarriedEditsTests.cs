using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;

namespace LiveCaptions.Server.Tests.Captions;

public sealed class CarriedEditsTests
{
    [Fact]
    public void Edit_takes_the_place_of_the_words_that_were_said_in_its_time()
    {
        var made = Cue("new", 0, "one", "two", "three", "four", "five");
        var edited = Cue("old", 1, "zwei", "drei") with { Edited = true };

        Assert.Equal(["one", "zwei drei", "four five"], Texts([made], [edited]));
    }

    [Fact]
    public void Edit_is_found_wherever_in_its_time_a_cue_is()
    {
        var made = Enumerable.Range(0, 90).Select(i => Cue("new", i, "one")).ToList();
        var edited = Cue("old", 9, "long") with { Edited = true, End = 51, Words = null };

        Assert.Equal([.. Enumerable.Repeat("one", 9), "long", .. Enumerable.Repeat("one", 39)], Texts(made, [edited]));
    }

    [Fact]
    public void Word_at_the_border_that_the_edit_has_is_not_doubled()
    {
        var made = Cue("new", 0, "one", "two", "three");
        var edited = Cue("old", 0.05, "One,", "two") with { Edited = true, End = 1.45 };

        Assert.Equal(["One, two", "three"], Texts([made], [edited]));
    }

    [Fact]
    public void Who_speaks_at_the_same_time_is_not_cut()
    {
        var (first, second) = (new CueSpeaker("s1", "Speaker 1", 1), new CueSpeaker("s2", "Speaker 2", 1));
        var made = new[] { Cue("new", 0, "one", "two") with { Speaker = first }, Cue("new", 0, "un", "deux") with { Speaker = second } };
        var edited = Cue("old", 0, "ONE", "TWO!") with { Edited = true, Speaker = first };

        Assert.Equal(["un deux", "ONE TWO!"], Texts(made, [edited]));
    }

    [Fact]
    public void Of_two_edits_of_one_time_the_first_counts_and_a_blanked_cue_stays_blank()
    {
        var made = new[] { Cue("new", 0, "one"), Cue("new", 1, "two") };
        var blank = Cue("old", 0, "one") with { Edited = true, Text = "", Words = null };
        var later = Cue("older", 0, "uno") with { Edited = true };

        Assert.Equal(["", "two"], Texts(made, [blank, later]));
    }

    private static IEnumerable<string> Texts(IReadOnlyList<Cue> made, IReadOnlyList<Cue> edited) =>
        CarriedEdits.Into(made, edited).Select(cue => cue.Text);

    /// <summary>A word a second, with a tenth between them.</summary>
    private static Cue Cue(string id, double start, params string[] words) => new()
    {
        SessionId = "s",
        Seq = 1,
        Id = id,
        Revision = 1,
        Kind = CueKind.Final,
        Start = start,
        End = start + words.Length - 0.1,
        Text = string.Join(' ', words),
        Words = [.. words.Select((word, i) => new CueWord(word, start + i, start + i + 0.9, 1))],
        CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
