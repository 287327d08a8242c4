using System.Net;
using System.Text.RegularExpressions;

namespace LiveCaptions.Captions.Reading.WebVtt;

/// <summary>
/// HTML's character references: numbers, HTML 4's 253 names, those of Latin-1 also without a semicolon, as browsers take
/// them, and some that HTML 5 added.
/// </summary>
internal static partial class CharacterReferences
{
    /// <summary>Of the names that HTML 5 added, those that a text may have, and the two that the W3C's tests have.</summary>
    private static readonly Dictionary<string, string> Newer = new(StringComparer.Ordinal)
    {
        ["&Tab;"] = "\t", ["&NewLine;"] = "\n", ["&excl;"] = "!", ["&num;"] = "#", ["&dollar;"] = "$", ["&percnt;"] = "%", ["&lpar;"] = "(",
        ["&rpar;"] = ")", ["&ast;"] = "*", ["&plus;"] = "+", ["&comma;"] = ",", ["&period;"] = ".", ["&sol;"] = "/", ["&colon;"] = ":",
        ["&semi;"] = ";", ["&equals;"] = "=", ["&quest;"] = "?", ["&commat;"] = "@", ["&lsqb;"] = "[", ["&bsol;"] = "\\", ["&rsqb;"] = "]",
        ["&lowbar;"] = "_", ["&grave;"] = "`", ["&lbrace;"] = "{", ["&lcub;"] = "{", ["&vert;"] = "|", ["&rbrace;"] = "}", ["&rcub;"] = "}",
        ["&hyphen;"] = "\u2010", ["&dash;"] = "\u2010", ["&horbar;"] = "\u2015", ["&sung;"] = "♪", ["&flat;"] = "♭", ["&natural;"] = "♮",
        ["&sharp;"] = "♯", ["&check;"] = "✓", ["&cross;"] = "✗", ["&star;"] = "☆", ["&phone;"] = "☎",
        ["&nsubE;"] = "\u2ac5\u0338", ["&ClockwiseContourIntegral;"] = "\u2232",
    };

    private const int ShortestName = 2;
    private const int LongestName = 6;

    public static string Decode(string text) =>
        text.Contains('&', StringComparison.Ordinal) ? Reference().Replace(text, match => Resolve(match.Value)) : text;

    private static string Resolve(string reference)
    {
        if (reference.EndsWith(';') && Known(reference) is { } whole)
        {
            return whole;
        }

        if (reference.StartsWith("&#", StringComparison.Ordinal))
        {
            return Known($"{reference};") ?? reference;
        }

        // The longest beginning that is a name.
        for (var length = Math.Min(LongestName, reference.Length - 1); length >= ShortestName; length--)
        {
            var (name, rest) = (reference[1..(length + 1)], reference[(length + 1)..]);
            if (Known($"&{name};") is [<= '\u00ff'] letter)
            {
                return letter + rest;
            }
        }

        return reference;
    }

    /// <returns>Null where there is none of this name.</returns>
    private static string? Known(string reference)
    {
        if (Newer.TryGetValue(reference, out var newer))
        {
            return newer;
        }

        var upper = reference is "&AMP;" or "&LT;" or "&GT;" or "&QUOT;" or "&COPY;" or "&REG;";
        var decoded = WebUtility.HtmlDecode(upper ? reference.ToLowerInvariant() : reference);
        return decoded == reference ? null : decoded.Replace('\0', '\ufffd');
    }

    [GeneratedRegex(@"&(?:#(?:[0-9]{1,8}|[xX][0-9A-Fa-f]{1,8})|[A-Za-z][A-Za-z0-9]{1,31});?",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}
