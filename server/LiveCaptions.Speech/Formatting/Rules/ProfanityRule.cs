using System.Collections.Frozen;

namespace LiveCaptions.Speech.Formatting.Rules;

/// <summary>Masks words of <c>Profanity.txt</c>, or takes them out.</summary>
internal sealed class ProfanityRule(ProfanityMode mode) : IWritingRule
{
    private static readonly Lazy<FrozenSet<string>> Words = new(ReadWords);

    public Written? Match(Phrase phrase)
    {
        var word = phrase[0];
        var stem = word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : word;
        if (!Words.Value.Contains(stem) && !Words.Value.Contains(stem.Replace("-", "", StringComparison.Ordinal)))
        {
            return null;
        }

        var core = phrase.First.Core;
        return Written.Of(1, mode == ProfanityMode.Remove ? "" : core[0] + new string('*', stem.Length - 1) + core[stem.Length..]);
    }

    private static FrozenSet<string> ReadWords()
    {
        using var reader = new StreamReader(typeof(ProfanityRule).Assembly.GetManifestResourceStream("Profanity.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#').ToFrozenSet();
    }
}
