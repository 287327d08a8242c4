using System.Text;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Metadata;

/// <summary>What YouTube takes as texts of a video.</summary>
public static class VideoText
{
    public const int LongestTitle = 100;

    /// <summary>Bytes of UTF-8.</summary>
    public const int LongestDescription = 5_000;

    /// <summary>Characters of all tags, with a comma between them and quotes around those with spaces.</summary>
    public const int LongestTags = 500;

    /// <summary>On one line, without angle brackets, which it refuses.</summary>
    public static string Title(string text) => CaptionText.Cut(Plain(CaptionText.Clean(text)), LongestTitle).Trim();

    /// <summary>Lines stay lines; what is too long is cut.</summary>
    /// <param name="room">Bytes.</param>
    public static string Description(string text, int room = LongestDescription)
    {
        var lines = Plain(string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(CaptionText.Clean))).Trim('\n');
        while (Encoding.UTF8.GetByteCount(lines) > room)
        {
            lines = CaptionText.Cut(lines, Math.Min(lines.Length - 1, room)).TrimEnd();
        }

        return lines;
    }

    /// <summary>Those there is room for.</summary>
    public static IReadOnlyList<string> Tags(IEnumerable<string> tags)
    {
        var room = LongestTags;
        return [.. tags.Select(tag => Plain(CaptionText.Clean(tag)).Replace(",", "", StringComparison.Ordinal))
            .Where(tag => tag.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).TakeWhile(tag => (room -= LengthOf(tag)) >= 0)];
    }

    private static int LengthOf(string tag) => tag.Length + (tag.Contains(' ', StringComparison.Ordinal) ? 3 : 1);

    private static string Plain(string text) => text.Replace('<', '‹').Replace('>', '›');
}
