using LiveCaptions.Captions.Emotions;
using LiveCaptions.Captions.Metadata;

namespace LiveCaptions.Server.Tests.Metadata;

public sealed class SuggestedMetadataTests
{
    private static readonly SessionMetadata Suggested = SuggestedMetadata.Of(
        new MetadataInput { Language = "en", Cues = Talk.Cues, Duration = Talk.Duration });

    [Fact]
    public void Chapters_begin_where_the_talk_turns_to_something_else()
    {
        Assert.Equal([0, 60, 120], Suggested.Chapters.Select(chapter => chapter.Start));
        Assert.Null(ChapterRules.FindFault(Suggested.Chapters, Talk.Duration));
        Assert.Contains("bee", Suggested.Chapters[0].Title, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("volcano", Suggested.Chapters[1].Title, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("violin", Suggested.Chapters[2].Title, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Marks_that_say_what_they_are_about_begin_chapters()
    {
        var marked = SuggestedMetadata.Of(new MetadataInput
        {
            Language = "en",
            Cues = Talk.Cues,
            Duration = Talk.Duration,
            Marks =
            [
                new("a", 40.7, "Winter"), new("b", 45, "Too soon"), new("c", 90, null), new("d", 120, "Cremona"),
                new("e", Talk.Duration - 5, "Too late"),
            ],
        });

        Assert.Equal([0, 40, 120], marked.Chapters.Select(chapter => chapter.Start));
        Assert.Equal(["Winter", "Cremona"], marked.Chapters.Skip(1).Select(chapter => chapter.Title));
        Assert.Contains("bee", marked.Chapters[0].Title, StringComparison.OrdinalIgnoreCase);
        Assert.Null(ChapterRules.FindFault(marked.Chapters, Talk.Duration));
    }

    [Fact]
    public void Keywords_are_what_is_spoken_of()
    {
        Assert.Contains("violin", Suggested.Keywords);
        Assert.Contains("eruption", Suggested.Keywords);
        Assert.Contains("Vesuvius", Suggested.Keywords);
        Assert.DoesNotContain(Suggested.Keywords, word => word is "the" or "there" or "years");
        Assert.Equal(Suggested.Keywords.Take(Suggested.Tags.Count), Suggested.Tags);
    }

    [Fact]
    public void Expected_names_come_first_where_they_were_said() =>
        Assert.Equal(
            ["Naples", "apple blossom"],
            SuggestedMetadata.Of(new MetadataInput
            {
                Language = "en", Cues = Talk.Cues, Duration = Talk.Duration, Keyterms = ["Rome", "Naples", "apple blossom", "lava bee"]
            }).Keywords.Take(2));

    [Fact]
    public void Summary_is_sentences_that_were_said()
    {
        string[] all = [.. Talk.Bees, .. Talk.Volcanoes, .. Talk.Violins];

        Assert.All(
            Suggested.Summary.Split(". ").Select(sentence => sentence.TrimEnd('.') + "."), sentence => Assert.Contains(sentence, all));
        Assert.StartsWith(Suggested.Description, Suggested.Summary, StringComparison.Ordinal);
        Assert.NotEmpty(Suggested.Description);
    }

    [Fact]
    public void Moments_of_excitement_and_sounds_are_highlights()
    {
        var emotions = Enumerable.Range(0, 10).Select(i => new EmotionPoint(null, i * 5, (i * 5) + 4, i == 6 ? 0.9 : -0.3, 0, null));
        var highlights = SuggestedMetadata.Of(new MetadataInput
        {
            Language = "en",
            Cues = [.. Talk.Cues, Talk.Cue(Talk.Cues.Count, "[music]")],
            Emotions = [.. emotions],
            Duration = Talk.Duration + 5,
        }).Highlights;

        Assert.Equal(Talk.Bees[6], highlights.First(highlight => highlight.Kind == HighlightKind.Excitement).Text);
        Assert.Equal("[music]", highlights.Single(highlight => highlight.Kind == HighlightKind.Sound).Text);
        Assert.Contains(highlights, highlight => highlight.Kind == HighlightKind.KeyTerms);
        Assert.Equal(highlights.OrderBy(highlight => highlight.Start), highlights);
    }

    [Fact]
    public void Title_of_the_session_is_the_first_suggestion()
    {
        var titled = SuggestedMetadata.Of(new MetadataInput { Title = "Three <things>", Cues = Talk.Cues, Duration = Talk.Duration });

        Assert.Equal("Three ‹things›", titled.Title);
        Assert.True(titled.Titles.Count > 1);
        Assert.NotEqual("Three ‹things›", Suggested.Title);
    }

    [Fact]
    public void Of_nothing_said_nothing_is_suggested()
    {
        var none = SuggestedMetadata.Of(new MetadataInput { Cues = [], Duration = 100 });

        Assert.Equal(("", "", null), (none.Description, none.Summary, none.Title));
        Assert.Empty(none.Chapters);
        Assert.Empty(none.Keywords);
        Assert.Empty(SuggestedMetadata.Of(new MetadataInput { Cues = Talk.Of(Talk.Bees[..3]), Duration = 15 }).Chapters);
    }

    /// <summary>Whatever is said, and however: what YouTube refuses is never suggested.</summary>
    [Theory]
    [InlineData("w1 w2 w3")]
    [InlineData("東京大学の研究。")]
    [InlineData("<b>bold</b> claims, they said")]
    [InlineData("…")]
    public void Suggestions_keep_the_rules(string text)
    {
        for (var count = 1; count < 100; count += 7)
        {
            var cues = Talk.Of([.. Enumerable.Repeat(text, count)]);
            var duration = count * (double)Talk.SentenceSeconds;
            var suggested = SuggestedMetadata.Of(new MetadataInput { Cues = cues, Duration = duration });

            Assert.Null(ChapterRules.FindFault(suggested.Chapters, duration));
            Assert.DoesNotContain('<', suggested.Description);
            Assert.DoesNotContain('<', suggested.Title ?? "");
        }
    }
}
