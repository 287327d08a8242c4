using System.Text;
using System.Text.RegularExpressions;
using LiveCaptions.Captions.Metadata;

namespace LiveCaptions.Server.Publishing.Metadata;

/// <summary>A video's description as it is to be. Whatever nobody asked to be replaced stays, to the letter.</summary>
internal static partial class VideoDescription
{
    /// <param name="there">As the video has it.</param>
    /// <param name="own">To be put in the place of all but the chapters; null leaves that.</param>
    /// <param name="chapters">To be put in the place of those that are there; none leaves them.</param>
    /// <exception cref="DescriptionFullException">What stays leaves no room.</exception>
    public static string Of(string there, string? own, IReadOnlyList<Chapter> chapters)
    {
        var (at, length) = FindChapters(there);
        var lines = chapters.Count > 0 ? VideoText.Description(ChapterRules.Lines(chapters)) : there.Substring(at, length);
        if (own is { Length: > 0 })
        {
            // Where there is too little room, what the session says gives way.
            var room = VideoText.LongestDescription - (lines.Length > 0 ? Encoding.UTF8.GetByteCount(lines) + 2 : 0);
            return Joined(VideoText.Description(own, Math.Max(0, room)), lines);
        }

        var text = length > 0 ? string.Concat(there.AsSpan(0, at), lines, there.AsSpan(at + length)) : Joined(there.TrimEnd(), lines);
        return chapters.Count == 0 ? there
            : Encoding.UTF8.GetByteCount(text) is var bytes && bytes > VideoText.LongestDescription
                ? throw new DescriptionFullException(bytes - VideoText.LongestDescription)
                : text;
    }

    /// <summary>Whether somebody wrote something besides chapters.</summary>
    public static bool HasText(string description)
    {
        var (at, length) = FindChapters(description);
        return !string.IsNullOrWhiteSpace(description[..at]) || !string.IsNullOrWhiteSpace(description[(at + length)..]);
    }

    /// <summary>
    /// The lines that YouTube takes for chapters, as we write them: in a row, the first of 0:00, at least three, in order. Other lines
    /// that begin with a time (a programme, an opening hour) are somebody's.
    /// </summary>
    /// <returns>Where they are; at the end, and nothing, where there are none.</returns>
    private static (int At, int Length) FindChapters(string text)
    {
        var (begin, until, count, last) = (0, 0, 0, -1);
        foreach (var line in TimedLine().EnumerateMatches(text))
        {
            var seconds = SecondsOf(text.AsSpan(line.Index, line.Length));
            var goesOn = count > 0 && seconds > last && IsNextLine(text.AsSpan(until, line.Index - until));
            if (!goesOn && count >= ChapterRules.Least)
            {
                break;
            }

            (begin, count) = goesOn ? (begin, count + 1) : (line.Index, seconds == 0 ? 1 : 0);
            (until, last) = (line.Index + line.Length, seconds);
        }

        return count >= ChapterRules.Least ? (begin, until - begin) : (text.Length, 0);
    }

    private static bool IsNextLine(ReadOnlySpan<char> between) => between is "\n" or "\r\n";

    private static int SecondsOf(ReadOnlySpan<char> line)
    {
        var seconds = 0;
        foreach (var part in line[..line.IndexOfAny(' ', '\t')].ToString().Split(':'))
        {
            seconds = (seconds * 60) + int.Parse(part, System.Globalization.CultureInfo.InvariantCulture);
        }

        return seconds;
    }

    private static string Joined(string text, string lines) =>
        text.Length == 0 ? lines : lines.Length == 0 ? text : $"{text}\n\n{lines}";

    [GeneratedRegex(
        @"^(?:[0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2}[ \t]+[^\r\n]+", RegexOptions.Multiline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex TimedLine();
}
