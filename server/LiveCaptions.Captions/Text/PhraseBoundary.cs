using System.Collections.Frozen;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Captions.Text;

/// <summary>
/// What it costs a reader when a line or a cue ends between two words. After Netflix's timed text style guide: break after punctuation,
/// before conjunctions and prepositions; keep article and noun, pronoun and verb, auxiliary and verb, first and last name together.
/// The word lists are English; other languages get the punctuation.
/// </summary>
public static class PhraseBoundary
{
    public const double SentenceEnd = 0;
    public const double ClauseEnd = 1;
    public const double BeforeConjunction = 3;
    public const double BeforePreposition = 4;
    public const double Ordinary = 6;
    public const double Numeral = 9;
    public const double Name = 9;
    public const double Tight = 12;

    private static readonly FrozenSet<string> Conjunctions = Set(
        "and but or nor so yet because although though while when where if unless until since that which who whom whose than as");

    private static readonly FrozenSet<string> Prepositions = Set(
        "in on at to from with by for of about into onto over under after before between through during without within against among "
        + "across behind beyond near toward towards upon up down off out");

    /// <summary>Words that lean on the next one: articles and determiners, subject pronouns, auxiliaries and negation.</summary>
    private static readonly FrozenSet<string> Leaning = Set(
        """
        the a an this these those my your his her its our their no every each some any
        i you he she it we they there
        am is are was were be been being have has had do does did will would shall should can could may might must not
        i'm you're he's she's it's we're they're i've you've we've they've i'll you'll he'll she'll we'll they'll i'd you'd he'd she'd we'd they'd
        don't doesn't didn't won't wouldn't can't couldn't shouldn't isn't aren't wasn't weren't haven't hasn't hadn't
        very
        """);

    /// <summary>0 (nothing is torn apart) to <see cref="Tight"/>.</summary>
    public static double Cost(string before, string after)
    {
        if (Sentence.EndsWith(before))
        {
            return SentenceEnd;
        }

        var bare = Sentence.WithoutClosing(before);
        if (bare.Length > 0 && bare[^1] is ',' or ';' or ':' or '—' or '–' or '、' or '，' or '；' or '：' or '،' or '؛')
        {
            return ClauseEnd;
        }

        if (Is(Leaning, bare) || Is(Prepositions, bare) || Is(Conjunctions, bare) || Sentence.IsAbbreviation(bare))
        {
            return Tight;
        }

        return Is(Conjunctions, after) ? BeforeConjunction : Is(Prepositions, after) ? BeforePreposition : WithinPhrase(bare, after);
    }

    private static double WithinPhrase(ReadOnlySpan<char> before, string after)
    {
        if (before.Length > 0 && char.IsAsciiDigit(before[^1]))
        {
            return Numeral;
        }

        return before.Length > 0 && char.IsUpper(before[0]) && after.Length > 0 && char.IsUpper(after[0]) ? Name : Ordinary;
    }

    private static bool Is(FrozenSet<string> set, ReadOnlySpan<char> word) =>
        word.Length is > 0 and <= 10 && set.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static FrozenSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
