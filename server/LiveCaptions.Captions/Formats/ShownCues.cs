using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Layout;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Formats;

/// <summary>
/// What formats to be shown write: a document's cues in the publishing layout, or as another program laid them out, with speakers,
/// music and places as the options or the format's habits have them.
/// </summary>
internal static class ShownCues
{
    /// <summary>More are shown at the same time in no player.</summary>
    private const int MaxPlaces = 8;

    public static IReadOnlyList<ShownCue> Of(CaptionDocument document, FormatHabits habits)
    {
        var profile = document.Options.Profile ?? new PublishingOptions();
        var layout = profile with
        {
            LineWidth = Math.Min(profile.LineWidth, habits.MaxLineWidth),
            Speakers = document.Options.Speakers ?? habits.Speakers,
            NamesSimultaneous = habits.NamesSimultaneous && document.Options.Speakers is null,
            MarksEmotions = document.MarksEmotions,
            Language = document.Language,
        };
        var cues = document.Published is { } published
            ? Marked(published, layout)
            : PublishingLayout.Arrange(document.Cues, document.Duration, layout);
        cues = document.Options.MusicNotes ?? habits.MusicNotes ? WithNotes(cues, document) : cues;
        if (document.Options.Speakers == SpeakerMarks.None)
        {
            cues = [.. cues.Select(cue => cue with { Speaker = null })];
        }

        return document.Options.PlacedApart ?? habits.PlacedApart ? Placed(cues) : [.. cues.Select(cue => new ShownCue(cue, null))];
    }

    /// <summary>The first of the other places above the usual one that is free, for each cue that is shown while another is.</summary>
    private static List<ShownCue> Placed(IReadOnlyList<PublishedCue> cues)
    {
        var placed = new List<ShownCue>();
        var ends = new List<long>();
        var lastEnd = long.MinValue;
        for (var i = 0; i < cues.Count; i++)
        {
            var cue = cues[i];
            var place = ends.FindIndex(end => end <= cue.Start);
            if (place < 0)
            {
                place = Math.Min(ends.Count, MaxPlaces - 1);
                ends.AddRange(Enumerable.Repeat(cue.End, place + 1 - ends.Count));
            }

            ends[place] = cue.End;
            var isAlone = cue.Start >= lastEnd && (i + 1 == cues.Count || cues[i + 1].Start >= cue.End);
            placed.Add(new ShownCue(cue, isAlone ? null : place));
            lastEnd = Math.Max(lastEnd, cue.End);
        }

        return placed;
    }

    private static IReadOnlyList<PublishedCue> WithNotes(IReadOnlyList<PublishedCue> cues, CaptionDocument document)
    {
        var sounds = document.Cues.Where(SoundCue.Is).Select(cue => CaptionText.Clean(cue.Text)).ToHashSet(StringComparer.Ordinal);
        return sounds.Count == 0
            ? cues
            : [.. cues.Select(cue => cue is { Speaker: null, Lines: [['[', .., ']'] text] } && sounds.Contains(text)
                ? cue with { Lines = [$"♪ {text[1..^1]} ♪"] }
                : cue)];
    }

    private static List<PublishedCue> Marked(IReadOnlyList<PublishedCue> cues, PublishingOptions layout)
    {
        var placed = Placed(cues);
        var alone = SpeakerNaming.Of(cues.Select(cue => cue.Speaker), layout, simultaneous: false);
        var together = SpeakerNaming.Of(cues.Select(cue => cue.Speaker), layout, simultaneous: true);
        var marks = alone.MarksOf(cues.Select(cue => cue.Speaker));
        return [.. placed.Select((shown, i) => Behind(shown.Place is null ? marks[i] : together.MarkOf(shown.Cue.Speaker), shown.Cue))];
    }

    private static PublishedCue Behind(string? mark, PublishedCue cue) =>
        mark is null || cue.Lines[0].StartsWith(mark, StringComparison.Ordinal)
            ? cue
            : cue with { Lines = [$"{mark} {cue.Lines[0]}", .. cue.Lines.Skip(1)] };
}
