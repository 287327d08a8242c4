using CsCheck;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;

namespace LiveCaptions.Server.Tests.Captions;

public sealed class CueCorrectionTests
{
    [Fact]
    public void Unchanged_words_keep_their_times_and_new_ones_share_what_is_between()
    {
        var cue = Final("it", "was", "the", "beast", "of", "thymes");
        var edited = CueCorrection.Rewrite(cue, "It was  the very best of times");

        Assert.Equal((true, "c1", CueKind.Final), (edited.Edited, edited.Id, edited.Kind));
        Assert.Equal(["text"], edited.Touched!);
        Assert.Equal("It was the very best of times", edited.Text);
        Assert.Equal((cue.Start, cue.End), (edited.Start, edited.End));
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
        var edited = CueCorrection.Rewrite(Final("you"), " \n ");

        Assert.Equal("", edited.Text);
        Assert.Null(edited.Words);
    }

    [Fact]
    public void Cue_without_words_gets_none()
    {
        Assert.Null(CueCorrection.Rewrite(Final("you") with { Words = null }, "new text").Words);
    }

    [Fact]
    public void Corrected_words_are_the_text_in_order_of_time_within_the_cue()
    {
        var words = Gen.OneOf("a", "b", "c.", "C", "longer").Array[1, 12];
        Gen.Select(words, words).Sample((before, after) =>
        {
            var cue = Final(before);
            var edited = CueCorrection.Rewrite(cue, string.Join(' ', after));

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
        CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
