using System.Globalization;

namespace LiveCaptions.Server.Storage.Searching;

/// <summary>
/// Letters without case and accents, one for each, so that places in a text stay what they are. Of Latin letters, by a table: without
/// ICU (InvariantGlobalization) .NET takes none apart.
/// </summary>
internal static class LetterFolding
{
    private const char First = '\u00C0';

    /// <summary>U+00C0 to U+017F; a dot stays what it is.</summary>
    private const string Latin =
        "AAAAAA.CEEEEIIII.NOOOOO..UUUUY..aaaaaa.ceeeeiiii.nooooo..uuuuy.y"
        + "AaAaAaCcCcCcCcDd..EeEeEeEeEeGgGgGgGgHh..IiIiIiIiI...JjKk.LlLlLl."
        + "...NnNnNn...OoOoOo..RrRrRrSsSsSsSsTtTt..UuUuUuUuUuUuWwYyYZzZzZz.";

    public static bool IsMark(char letter) => char.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark;

    public static char Fold(char letter) => char.ToLowerInvariant(
        letter - First is >= 0 and var at && at < Latin.Length && Latin[at] != '.' ? Latin[at] : letter);
}
