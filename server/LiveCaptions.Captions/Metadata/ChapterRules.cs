using System.Globalization;

namespace LiveCaptions.Captions.Metadata;

/// <summary>YouTube's rules of chapters: the first at 0:00, at least three, each of at least ten seconds.</summary>
public static class ChapterRules
{
    public const int Least = 3;

    /// <summary>Seconds.</summary>
    public const double Shortest = 10;

    public const int Most = 100;

    public const int LongestTitle = 100;

    /// <param name="duration">Of the media in seconds; 0 where nobody knows.</param>
    /// <returns>What rule they break, in a sentence; null where none. No chapters at all break none.</returns>
    public static string? FindFault(IReadOnlyList<Chapter> chapters, double duration)
    {
        if (chapters.Count == 0)
        {
            return null;
        }

        if (chapters.Count is < Least or > Most)
        {
            return $"Chapters are at least {Least} and at most {Most}, or none.";
        }

        var ends = chapters.Skip(1).Select(chapter => chapter.Start).Append(duration > 0 ? duration : double.MaxValue);
        return chapters[0].Start != 0 ? "The first chapter starts at 0."
            : chapters.Any(chapter => chapter.Title.Length is 0 or > LongestTitle)
                ? $"A chapter's title has 1 to {LongestTitle} characters."
            : chapters.Zip(ends).Any(pair => !(pair.Second - pair.First.Start >= Shortest))
                ? $"Chapters are in order, and each lasts at least {Shortest} seconds; the last begins that long before the end."
                : null;
    }

    /// <summary>
    /// Moved in time: the first that is under way at 0 begins there, and what follows another too soon is left out.
    /// </summary>
    /// <param name="offset">Seconds that are added.</param>
    /// <returns>None where fewer than three are left.</returns>
    public static IReadOnlyList<Chapter> Move(IReadOnlyList<Chapter> chapters, double offset)
    {
        var moved = new List<Chapter>();
        foreach (var chapter in chapters.Select(chapter => chapter with { Start = Math.Max(0, Math.Floor(chapter.Start + offset)) }))
        {
            if (moved.Count > 0 && chapter.Start == 0)
            {
                moved.Clear();
            }

            if (moved.Count == 0 || chapter.Start - moved[^1].Start >= Shortest)
            {
                moved.Add(moved.Count == 0 ? chapter with { Start = 0 } : chapter);
            }
        }

        return moved.Count < Least ? [] : moved;
    }

    /// <summary>As a video's description has them, a line each: <c>1:02:03 Title</c>.</summary>
    public static string Lines(IEnumerable<Chapter> chapters) =>
        string.Join('\n', chapters.Select(chapter => $"{TimeOf(chapter.Start)} {chapter.Title}"));

    /// <summary>As YouTube reads it: <c>0:00</c>, <c>1:02:03</c>.</summary>
    public static string TimeOf(double seconds)
    {
        var (hours, rest) = ((int)(seconds / 3_600), (int)(seconds % 3_600));
        return hours > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{hours}:{rest / 60:00}:{rest % 60:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{rest / 60}:{rest % 60:00}");
    }
}
