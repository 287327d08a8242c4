using System.Text.RegularExpressions;

namespace LiveCaptions.Media.Processes;

/// <summary>What a program or the system said, as those may read it who do not know where we keep things.</summary>
public static partial class PathText
{
    private const int Longest = 300;

    /// <summary>One line, not too long, without absolute paths.</summary>
    public static string Hide(string words)
    {
        var line = AddressOrPath().Replace(
            words.Length > 4 * Longest ? words[..(4 * Longest)] : words,
            found =>
                found.Groups["address"].Success && !found.Value.Contains("file:/", StringComparison.Ordinal) ? found.Value : "(a file)");
        line = new string([.. line.Select(letter => char.IsControl(letter) ? ' ' : letter)]).Trim();
        return line.Length > Longest ? $"{line[..Longest]}…" : line;
    }

    // In quotes, of any kind; else of two parts at least, whatever stands before it. Addresses are left as
    // they are, but for those of files.
    [GeneratedRegex("""(?<quote>['"])(file:)?/[^'"]*\k<quote>|file:/[^\s'"]*|(?<address>[A-Za-z][A-Za-z0-9+.-]*://[^\s'"]*)|/([^\s/'":;,()]+/)+[^\s/'":;,()]*""",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex AddressOrPath();
}
