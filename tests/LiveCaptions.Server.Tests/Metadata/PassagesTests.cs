using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Metadata;

namespace LiveCaptions.Server.Tests.Metadata;

/// <summary>What of a long transcript is read for a question.</summary>
public sealed class PassagesTests
{
    private const int CueBytes = 48 + 26;

    private static readonly IReadOnlyList<Cue> Talk = [.. Enumerable.Range(0, 1_000).Select(at => Cue(at, at switch
    {
        500 => "Then the zebra came along.",
        700 => "A horse, another horse too",
        _ => "Nothing much was said here.",
    }))];

    [Fact]
    public void Short_transcript_is_read_whole() =>
        Assert.Equal(Talk.Take(10), Passages.Of([.. Talk.Take(10)], "zebra", "en", 10 * 100));

    [Fact]
    public void What_shares_a_questions_words_is_read_with_what_is_around_it_and_never_more_than_fits()
    {
        var read = Passages.Of(Talk, "When did the zebras come?", "en", 20 * CueBytes);

        Assert.Superset(Enumerable.Range(498, 5).Select(at => $"c{at}").ToHashSet(), read.Select(cue => cue.Id).ToHashSet());
        Assert.InRange(read.Sum(cue => 48 + cue.Text.Length), 1, 20 * CueBytes);
        Assert.Equal(read.OrderBy(cue => cue.Start), read);
    }

    [Fact]
    public void Question_without_words_of_its_own_gets_stretches_from_all_over()
    {
        var read = Passages.Of(Talk, "What is it all about?", "en", 100 * CueBytes);

        Assert.InRange(read.Count, 80, 101);
        for (var part = 0; part < 5; part++)
        {
            Assert.Contains(read, cue => cue.Start >= part * 200 && cue.Start < (part + 1) * 200);
        }
    }

    [Fact]
    public void Parts_have_all_cues_once_and_fit()
    {
        var parts = Passages.PartsOf(Talk, 100 * CueBytes);

        Assert.Equal(Talk, parts.SelectMany(part => part));
        Assert.All(parts, part => Assert.InRange(part.Sum(cue => 48 + cue.Text.Length), 1, 100 * CueBytes));
    }

    private static Cue Cue(int at, string text) => new()
    {
        SessionId = "s",
        Seq = at + 1,
        Id = $"c{at}",
        Revision = 1,
        Kind = CueKind.Final,
        Start = at,
        End = at + 1,
        Text = text,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
