using System.Globalization;
using System.Text;

namespace LiveCaptions.Server.Captions;

/// <summary>Makes any text safe for one caption line: no line ends, control characters or byte order marks, single spaces.</summary>
public static class CaptionText
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>
    /// The text on one line. Whitespace runs become one space, control characters go, halves of surrogate pairs become U+FFFD.
    /// Direction marks, joiners and no-break spaces between words stay.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsSpace(rune))
            {
                if (clean.Length > 0 && clean[^1] != ' ')
                {
                    clean.Append(' ');
                }
            }
            else if (rune.Value != ByteOrderMark && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Control)
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString().Trim();
    }

    /// <summary>The words of a text, cleaned.</summary>
    public static string[] Words(string text) => Clean(text).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsSpace(Rune rune) => Rune.IsWhiteSpace(rune) && rune.Value is not (0xA0 or 0x202F);
}
