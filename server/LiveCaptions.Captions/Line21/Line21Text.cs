using System.Globalization;
using System.Text;

namespace LiveCaptions.Captions.Line21;

/// <summary>Text in the characters of CEA-608.</summary>
internal static class Line21Text
{
    /// <summary>What stands for a letter that has no likeness there.</summary>
    public const char Unknown = '?';

    private const string Accented =
        "ĀāĂăĄąĆćĈĉĊċČčĎďĐđĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĦħĨĩĪīĬĭĮįİıĴĵĶķĹĺĻļĽľĿŀŁłŃńŅņŇňŌōŎŏŐőŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŦŧŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžȘșȚțÝýÿ" +
        "АаБбВвГгДдЕеЁёЗзИиЙйКкЛлМмНнОоПпРрСсТтУуФфЫыЭэІіЎўҐґΑαΒβΓγΔδΕεΖζΗηΙιΚκΛλΜμΝνΟοΠπΡρΣσςΤτΥυΦφΩωΆάΈέΉήΊίΌόΎύΏώ";

    private const string Plain =
        "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiJjKkLlLlLlLlLlNnNnNnOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzSsTtYyy" +
        "AaBbVvGgDdEeEeZzIiIiKkLlMmNnOoPpRrSsTtUuFfYyEeIiUuGgAaVvGgDdEeZzIiIiKkLlMmNnOoPpRrSssTtYyFfOoAaEeIiIiOoYyOo";

    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["\u2019"] = "'", ["\u201a"] = "'", ["\u201b"] = "'", ["\u2032"] = "'", ["`"] = "'", ["\u00b4"] = "'", ["\u201e"] = "\"",
        ["\u201f"] = "\"", ["\u2033"] = "\"", ["\u2010"] = "-", ["\u2011"] = "-", ["\u2012"] = "-", ["\u2013"] = "-", ["\u2015"] = "—",
        ["\u2212"] = "-", ["\u2026"] = "...", ["\u202f"] = " ", ["\u00a0"] = " ", ["♫"] = "♪", ["♩"] = "♪", ["♬"] = "♪", ["æ"] = "ae",
        ["Æ"] = "AE", ["œ"] = "oe", ["Œ"] = "OE", ["þ"] = "th", ["Þ"] = "Th", ["ð"] = "d", ["Ð"] = "D", ["ŋ"] = "ng", ["Ŋ"] = "NG",
        ["ĳ"] = "ij", ["Ĳ"] = "IJ", ["ẞ"] = "ß", ["€"] = "EUR", ["×"] = "x", ["¼"] = "1/4", ["¾"] = "3/4", ["²"] = "2", ["³"] = "3",
        ["¹"] = "1", ["§"] = "S.", ["ª"] = "a", ["º"] = "o", ["→"] = "->", ["←"] = "<-", ["±"] = "+/-", ["·"] = "•", ["Ж"] = "Zh",
        ["ж"] = "zh", ["Х"] = "Kh", ["х"] = "kh", ["Ц"] = "Ts", ["ц"] = "ts", ["Ч"] = "Ch", ["ч"] = "ch", ["Ш"] = "Sh", ["ш"] = "sh",
        ["Щ"] = "Shch", ["щ"] = "shch", ["Ъ"] = "", ["ъ"] = "", ["Ь"] = "", ["ь"] = "", ["Ю"] = "Yu", ["ю"] = "yu", ["Я"] = "Ya",
        ["я"] = "ya", ["Ї"] = "Yi", ["ї"] = "yi", ["Є"] = "Ye", ["є"] = "ye", ["Θ"] = "Th", ["θ"] = "th", ["Ξ"] = "X", ["ξ"] = "x",
        ["Χ"] = "Ch", ["χ"] = "ch", ["Ψ"] = "Ps", ["ψ"] = "ps",
    };

    /// <summary>Typographic forms of what is there otherwise: nobody misses them.</summary>
    private const string SameToReaders = "\u2019\u00a0\u202f\u2010\u2011\u2026";

    /// <param name="text">On one line.</param>
    /// <param name="replaced">Takes what was replaced by something else than itself.</param>
    public static string Of(string text, ISet<string> replaced)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var letter = rune.ToString();
            if (letter.Length == 1 && letter[0] != '\u00a0' && Line21Characters.Has(letter[0]))
            {
                shown.Append(letter);
                continue;
            }

            var (likeness, isMissed) = Likeness(rune, letter);
            shown.Append(likeness);
            if (isMissed)
            {
                replaced.Add(letter);
            }
        }

        return shown.ToString();
    }

    private static (string Text, bool IsMissed) Likeness(Rune rune, string letter)
    {
        if (Others.TryGetValue(letter, out var other))
        {
            return (other, !SameToReaders.Contains(letter, StringComparison.Ordinal));
        }

        if (letter.Length == 1 && Accented.IndexOf(letter[0], StringComparison.Ordinal) is >= 0 and var at)
        {
            return (Plain[at].ToString(), true);
        }

        // A direction mark or a joiner is nothing to see; of an accent that stands by itself the letter remains.
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Format => ("", false),
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => ("", true),
            _ => (Unknown.ToString(), true),
        };
    }
}
