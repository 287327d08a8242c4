using System.Globalization;
using System.Text;

namespace LiveCaptions.Captions.Text;

/// <summary>
/// Makes any text safe for one line, be it a caption, a name or a title: no line ends, control characters or byte order marks,
/// single spaces, nothing that is not seen but turns what stands beside it around. Whatever strangers say comes through
/// here before it is kept or shown.
/// </summary>
public static class CaptionText
{
    /// <summary>Letters of what was asked for that an answer or a log line repeats.</summary>
    private const int MaxShown = 60;

    /// <summary>
    /// The text on one line. Whitespace runs become one space; control characters, bidi overrides and isolates, and fillers without
    /// width go; halves of surrogate pairs become U+FFFD. Direction marks, joiners, which scripts need, and no-break spaces between
    /// words stay; alone they are nothing.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        var isVisible = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsSpace(rune))
            {
                if (clean.Length > 0 && clean[^1] != ' ')
                {
                    clean.Append(' ');
                }
            }
            else if (!IsUnwanted(rune))
            {
                Append(clean, rune);
                isVisible |= Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format && !Rune.IsWhiteSpace(rune);
            }
        }

        return isVisible ? clean.ToString().Trim() : "";
    }

    /// <summary>The beginning of a text, without halving a letter outside of the basic plane.</summary>
    public static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    /// <summary>What a stranger asked for, to be repeated in an answer or a log line: cleaned, and its beginning only.</summary>
    public static string Shown(string text) => text.Length <= MaxShown ? Clean(text) : $"{Clean(Cut(text, MaxShown))}…";

    /// <summary>The words of a text, cleaned.</summary>
    public static string[] Words(string text) =>
        Clean(text).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static void Append(StringBuilder clean, Rune rune)
    {
        Span<char> letters = stackalloc char[2];
        clean.Append(letters[..rune.EncodeToUtf16(letters)]);
    }

    private static bool IsSpace(Rune rune) => Rune.IsWhiteSpace(rune) && rune.Value is not (0xA0 or 0x202F);

    private static bool IsUnwanted(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control || rune.Value is
        (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) // bidi embeddings, overrides and isolates
        or 0xAD or 0x180E or 0x200B or (>= 0x2060 and <= 0x2065) or (>= 0x206A and <= 0x206F) or 0xFEFF // of no width
        or 0x115F or 0x1160 or 0x3164 or 0xFFA0 // fillers, which count as letters
        or (>= 0xFFF9 and <= 0xFFFB) or (>= 0xE0000 and <= 0xE007F) // annotations, tags
        || (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF; // no characters at all
}
