using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Formatting;

/// <summary>Words to tokens, and back.</summary>
internal static class Tokenizer
{
    /// <summary>Samples of silence that no group reaches over: 2 s.</summary>
    private const long LongPause = 2 * AudioFormat.SampleRate;

    private const string LeadMarks = "\"'“”‘’([{«¿¡—–-…";
    private const string TrailMarks = ".,;:!?…\"'”’)]}»—–-";

    public static List<SpokenToken> Split(IReadOnlyList<Word> words)
    {
        var tokens = new List<SpokenToken>(words.Count);
        var stretch = 0;
        for (var i = 0; i < words.Count; i++)
        {
            stretch += i > 0 && AreApart(words[i - 1], words[i]) ? 1 : 0;
            Add(tokens, words[i], i, stretch);
        }

        return tokens;
    }

    /// <summary>Tokens that are still what they were become their words again.</summary>
    public static Word Join(IReadOnlyList<SpokenToken> parts)
    {
        var first = parts[0];
        var text = parts.Count == 1 ? first.Text : string.Join('-', parts.Select(part => part.Core));
        text = parts.Count == 1 ? text : first.Lead + text + parts[^1].Trail;
        return new Word(text, first.Start, parts[^1].End, first.Confidence)
        {
            Speaker = first.Speaker,
            Raw = first.Spoken == text ? null : first.Spoken,
        };
    }

    /// <summary>What rules compare of a word of somebody's list.</summary>
    public static string Bare(string core) => core.Replace('’', '\'').ToLowerInvariant();

    /// <summary>The words of a text that somebody listed, without punctuation around them.</summary>
    public static IEnumerable<string> Cores(string text) => text
        .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(word => Trim(word).Core.Replace('’', '\''))
        .Where(core => core.Length > 0);

    public static (string Lead, string Core, string Trail) Trim(string text)
    {
        var span = text.AsSpan();
        var behind = span.TrimStart(LeadMarks);

        // "-5" and "'90s" are words of their own.
        behind = behind.Length > 0 && char.IsAsciiDigit(behind[0]) && behind.Length < span.Length
            && span[^(behind.Length + 1)] is '-' or '\'' ? span[^(behind.Length + 1)..] : behind;
        var core = behind.TrimEnd(TrailMarks);
        var lead = text.Length - behind.Length;
        return (text[..lead], core.ToString(), text[(lead + core.Length)..]);
    }

    private static bool AreApart(Word before, Word word) =>
        word.Start - before.End > LongPause
        || (before.Speaker is { } one && word.Speaker is { } other && one.Number != other.Number);

    private static void Add(List<SpokenToken> tokens, Word word, int index, int stretch)
    {
        var (lead, core, trail) = Trim(word.Text);
        var parts = core.Contains('-', StringComparison.Ordinal) ? core.Split('-') : [core];
        if (parts.Length > 1 && !Array.TrueForAll(parts, part => NumberWords.IsAny(Bare(part))))
        {
            parts = [core];
        }

        for (var i = 0; i < parts.Length; i++)
        {
            tokens.Add(new SpokenToken
            {
                Lead = i == 0 ? lead : "",
                Core = parts[i],
                Trail = i == parts.Length - 1 ? trail : "",
                Bare = Bare(parts[i]),
                Start = word.Start,
                End = word.End,
                Confidence = word.Confidence,
                Speaker = word.Speaker,
                Spoken = i == 0 ? word.Raw ?? word.Text : "",
                IsGlued = i > 0,
                Stretch = stretch,
                Seen = index,
            });
        }
    }
}
