using System.Text.RegularExpressions;

namespace LiveCaptions.Media;

/// <summary>What a program or the system said, as those may read it who do not know where we keep things.</summary>
internal static partial class PathText
{
    private const int Longest = 300;

    /// <summary>One line, not too long, without absolute paths.</summary>
    public static string Hide(string words)
    {
        var line = AbsolutePath().Replace(words.Length > 4 * Longest ? words[..(4 * Longest)] : words, "(a file)");
        line = new string([.. line.Select(letter => char.IsControl(letter) ? ' ' : letter)]).Trim();
        return line.Length > Longest ? $"{line[..Longest]}…" : line;
    }

    // In quotes, of any kind; else of two parts at least, and no part of an address.
    [GeneratedRegex("""(?<quote>['"])(file:)?/[^'"]*\k<quote>|file:/[^\s'"]*|(?<![\w./~-])/([^\s/'":;,()]+/)+[^\s/'":;,()]*""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex AbsolutePath();
}
