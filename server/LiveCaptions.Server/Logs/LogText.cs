using System.Globalization;
using System.Text;

namespace LiveCaptions.Server.Logs;

/// <summary>Makes one harmless line of whatever is logged: values come from strangers, and who reads logs does so on a terminal.</summary>
internal static class LogText
{
    private const char Gap = ' ';
    private const char Unwritable = '\uFFFD';

    /// <summary>Appends a text without what moves cursors, colors, reverses or breaks lines.</summary>
    /// <param name="limit">Characters that are taken at most.</param>
    public static void Append(StringBuilder line, ReadOnlySpan<char> text, int limit)
    {
        var rest = Math.Max(0, text.Length - limit);
        Span<char> letters = stackalloc char[2];
        foreach (var rune in text[..^rest].EnumerateRunes())
        {
            line.Append(letters[..Clean(rune).EncodeToUtf16(letters)]);
        }

        if (rest > 0)
        {
            line.Append(CultureInfo.InvariantCulture, $"… ({rest} more characters)");
        }
    }

    private static Rune Clean(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        // Among them CR, LF, ESC and C1.
        UnicodeCategory.Control => rune.Value is '\t' or '\n' or '\r' ? new Rune(Gap) : new Rune(Unwritable),
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => new Rune(Gap),

        // Among them what turns the direction of writing, and what nobody sees.
        UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned =>
            new Rune(Unwritable),
        _ => rune,
    };
}
