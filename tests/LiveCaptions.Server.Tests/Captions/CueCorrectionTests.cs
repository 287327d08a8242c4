using CsCheck;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;

namespace LiveCaptions.Server.Tests.Captions;

public sealed class CueCorrectionTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Unchanged_words_keep_their_times_and_new_ones_share_what_is_between()
    {
        var cue = Final("it", "was", "the", "beast", "of", "thymes");
        var edited = CueCorrection.Correct(cue, "It was  the very best of times", 99, At);

        Assert.Equal((99L, cue.Revision + 1, true, "c1", CueKind.Final), (edited.Seq, edited.Revision, edited.Edited, edited.Id, edited.Kind));
        Assert.Equal("It was the very best of times", edited.Text);
        Assert.Equal((cue.Start, cue.End, At), (edited.Start, edited.End, edited.CreatedAt));
        Assert.Null(edited.Latency);
        Assert.Equal(
            [
                new("It", 0, 0.4, 0.5), new("was", 1, 1.4, 0.5), new("the", 2, 2.4, 0.5),
                new("very", 2.4, 3.2, 1), new("best", 3.2, 4, 1),
                new("of", 4, 4.4, 0.5), new("times", 4.4, 5.4, 1),
            ],
            edited.Words!);
    }

    [Fact]
    public void Cue_may_be_blanked()
    {
        var edited = CueCorrection.Correct(Final("you"), " \n ", 2, At);

        Assert.Equal("", edited.Text);
        Assert.Null(edited.Words);
    }

    [Fact]
    public void Cue_without_words_gets_none()
    {
        Assert.Null(CueCorrection.Correct(Final("you") with { Words = null }, "new text", 2, At).Words);
    }

    [Fact]
    public void Interim_cannot_be_corrected()
    {
        var error = Assert.Throws<ArgumentException>(() => CueCorrection.Correct(Final("a") with { Kind = CueKind.Interim }, "b", 2, At));
        Assert.Contains("c1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Corrected_words_are_the_text_in_order_of_time_within_the_cue()
    {
        var words = Gen.OneOf("a", "b", "c.", "C", "longer").Array[1, 12];
        Gen.Select(words, words).Sample((before, after) =>
        {
            var cue = Final(before);
            var edited = CueCorrection.Correct(cue, string.Join(' ', after), 2, At);

            Assert.Equal(after, edited.Words!.Select(w => w.Text));
            Assert.All(edited.Words!, w => Assert.True(cue.Start <= w.Start && w.Start <= w.End && w.End <= cue.End));
            Assert.All(edited.Words!.Zip(edited.Words!.Skip(1)), p => Assert.True(p.First.End <= p.Second.Start));
        });
    }

    private static Cue Final(params string[] words) => new()
    {
        SessionId = "s",
        Seq = 1,
        Id = "c1",
        Revision = 3,
        Kind = CueKind.Final,
        Start = 0,
        End = words.Length - 0.6,
        Text = string.Join(' ', words),
        Words = words.Select((w, i) => new CueWord(w, i, i + 0.4, 0.5)).ToList(),
        Latency = 0.7,
        CreatedAt = At.AddDays(-1),
    };
}
