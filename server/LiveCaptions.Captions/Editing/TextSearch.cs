using System.Text;
using System.Text.RegularExpressions;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Editing;

/// <summary>Search and replace over the texts of finals. However a pattern is built, all of it takes no longer than it may.</summary>
public sealed class TextSearch : ICueRewriting
{
    /// <summary>What a text may come to.</summary>
    private const int MaxText = 2_000;

    /// <summary>For all cues together.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>For one text.</summary>
    private static readonly TimeSpan TextPatience = TimeSpan.FromSeconds(1);

    private readonly SearchOptions _options;
    private readonly TimeProvider _time;
    private readonly Regex _regex;
    private long? _begun;

    /// <exception cref="CueRewritingException">The pattern is none.</exception>
    public TextSearch(SearchOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _regex = Create(options);
    }

    public (Cue Cue, int Found) Apply(Cue cue)
    {
        // From the first text on: before it, others may be waited for.
        if (_time.GetElapsedTime(_begun ??= _time.GetTimestamp()) > Patience)
        {
            throw TooSlow();
        }

        var (text, found) = Replace(cue.Text);
        return found == 0 || text == cue.Text ? (cue, 0) : (CueCorrection.Rewrite(cue, text), found);
    }

    private (string Text, int Found) Replace(string text)
    {
        var result = new StringBuilder();
        var (done, found) = (0, 0);
        foreach (var match in Matches(text))
        {
            result.Append(text, done, match.Index - done).Append(Written(match));
            done = match.Index + match.Length;
            found++;
            if (result.Length > MaxText)
            {
                throw new CueRewritingException(
                    "text_invalid", $"Replaced so, a text would have more than {MaxText} characters; nothing was changed.");
            }
        }

        return (CaptionText.Clean(result.Append(text, done, text.Length - done).ToString()), found);
    }

    /// <summary>Nothing is found in nothing, or pattern such as <c>x*</c> would be found everywhere.</summary>
    private IEnumerable<Match> Matches(string text)
    {
        for (var match = Find(text, 0); match is { Success: true };)
        {
            var isTaken = match.Length > 0 && (!_options.WholeWords || IsWhole(text, match.Index, match.Index + match.Length));
            if (isTaken)
            {
                yield return match;
            }

            var next = isTaken ? match.Index + match.Length : match.Index + 1;
            match = next > text.Length ? null : Find(text, next);
        }
    }

    private Match Find(string text, int from)
    {
        try
        {
            return _regex.Match(text, from);
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooSlow();
        }
    }

    private string Written(Match match)
    {
        var text = _options.IsPattern ? match.Result(_options.Replace) : _options.Replace;
        return _options.KeepCase ? InCaseOf(match.Value, text) : text;
    }

    /// <summary>Capitals are taken over; small letters are not, as what is written instead may be a name.</summary>
    private static string InCaseOf(string found, string text)
    {
        var letters = found.Where(char.IsLetter).ToList();
        if (letters.Count > 1 && letters.TrueForAll(char.IsUpper))
        {
            return text.ToUpperInvariant();
        }

        var isCapital = letters.Count > 0 && char.IsUpper(letters[0]);
        var first = text.AsSpan().IndexOfAnyExcept(" \"'(¿¡“‘");
        return isCapital && first >= 0
            ? string.Concat(text[..first], char.ToUpperInvariant(text[first]).ToString(), text[(first + 1)..])
            : text;
    }

    private static bool IsWhole(string text, int from, int to) =>
        !(from > 0 && IsOfWord(text[from - 1]) && IsOfWord(text[from]))
        && !(to < text.Length && IsOfWord(text[to - 1]) && IsOfWord(text[to]));

    // Halves of letters outside of the basic plane, too.
    private static bool IsOfWord(char letter) => char.IsLetterOrDigit(letter) || letter == '_' || char.IsSurrogate(letter)
        || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    /// <summary>In time that grows with the text alone where the pattern allows; else it is stopped.</summary>
    private static Regex Create(SearchOptions options)
    {
        var pattern = options.IsPattern ? options.Find : Regex.Escape(options.Find);
        var flags = RegexOptions.CultureInvariant | (options.MatchCase ? RegexOptions.None : RegexOptions.IgnoreCase);
        try
        {
            return new Regex(pattern, flags | RegexOptions.NonBacktracking, TextPatience);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, flags, TextPatience);
        }
        catch (ArgumentException fault)
        {
            throw new CueRewritingException("pattern_invalid", $"find is no pattern: {CaptionText.Clean(fault.Message)}");
        }
    }

    private static CueRewritingException TooSlow() =>
        new("pattern_slow", "The pattern takes too long; make it simpler. Nothing was changed.");
}
