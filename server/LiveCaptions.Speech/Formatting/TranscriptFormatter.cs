using LiveCaptions.Speech.Formatting.Rules;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Formatting;

/// <summary>
/// Writes words as one reads them: (1) what is to be hidden goes, before anything else can touch it, (2) fillers go, (3) somebody's
/// replacements,
/// (4) numbers, dates and the like, (5) what offends. Depends on the words alone: the same words are written the same, whatever came
/// before.
/// <para>
/// Of an interim, what may still be changed by words that are to come is not stable, and what may still turn out to be something to hide
/// is held back.
/// </para>
/// </summary>
public sealed class TranscriptFormatter
{
    private readonly FormattingOptions _options;
    private readonly RulePass[] _english;
    private readonly RulePass[] _other;

    public TranscriptFormatter(FormattingOptions options)
    {
        _options = options;
        _english = Passes(options, isEnglish: true);
        _other = Passes(options, isEnglish: false);
    }

    public FormattingOptions Options => _options;

    /// <summary>Writes a transcript's words; those behind a final are a transcript of their own.</summary>
    public Transcript Format(Transcript transcript)
    {
        var isEnglish = transcript.Language.Split('-', 2)[0].Equals("en", StringComparison.OrdinalIgnoreCase);
        var passes = isEnglish ? _english : _other;
        if (transcript.Words.Count == 0 || passes.All(pass => pass.IsEmpty))
        {
            return transcript;
        }

        var tokens = passes[0].Run(Tokenizer.Split(transcript.Words));
        if (!transcript.IsFinal && _options.Redacts)
        {
            tokens.RemoveAll(token => token.Seen >= transcript.Words.Count);
        }

        foreach (var pass in passes.Skip(1))
        {
            tokens = pass.Run(tokens);
        }

        var (words, stable) = Join(tokens, transcript.StableWords);
        return transcript with { Words = words, StableWords = transcript.IsFinal ? words.Count : stable };
    }

    /// <summary>The same words with nothing to be read in them, for when they could not be formatted.</summary>
    public static Transcript Hide(Transcript transcript) => transcript.IsFinal
        ? transcript with
        {
            Words = [.. transcript.Words.Select(word => word with { Text = RedactedWordsRule.Mark, Raw = null })],
            Next = []
        }
        : transcript with { Words = [], StableWords = 0 };

    /// <param name="known">So many leading words were known for sure.</param>
    private static (List<Word> Words, int Stable) Join(List<SpokenToken> tokens, int known)
    {
        var words = new List<Word>(tokens.Count);
        var stable = 0;
        for (var at = 0; at < tokens.Count;)
        {
            var end = at + 1;
            while (end < tokens.Count && tokens[end].IsGlued)
            {
                end++;
            }

            words.Add(Tokenizer.Join(tokens.GetRange(at, end - at)));
            stable = stable == words.Count - 1 && tokens[end - 1].Seen < known ? words.Count : stable;
            at = end;
        }

        return (words, stable);
    }

    private static RulePass[] Passes(FormattingOptions options, bool isEnglish) =>
    [
        new(Redaction(options, isEnglish), isLenient: true),
        new(isEnglish && options.RemovesFillers ? [new FillerRule()] : []),
        new(options.Replacements.Count > 0 ? [new ReplacementRule(options.Replacements)] : []),
        new(isEnglish ? Kinds(options.Kinds) : []),
        new(isEnglish && options.Profanity != ProfanityMode.Keep ? [new ProfanityRule(options.Profanity)] : []),
    ];

    private static List<IWritingRule> Redaction(FormattingOptions options, bool isEnglish)
    {
        var rules = new List<IWritingRule>();
        if (options.RedactedWords.Count > 0)
        {
            rules.Add(new RedactedWordsRule(options.RedactedWords));
        }

        if (options.Redacted.HasFlag(RedactedKinds.Addresses))
        {
            rules.Add(new RedactedAddressRule(isEnglish));
        }

        if (options.Redacted.HasFlag(RedactedKinds.Numbers))
        {
            rules.Add(new RedactedNumberRule(isEnglish));
        }

        return rules;
    }

    /// <summary>The first that fits is taken: what is more than a number comes before numbers.</summary>
    private static IReadOnlyList<IWritingRule> Kinds(WrittenKinds kinds)
    {
        (WrittenKinds Kind, IWritingRule Rule)[] rules =
        [
            (WrittenKinds.Addresses, new AddressRule()),
            (WrittenKinds.Times, new TimeRule()),
            (WrittenKinds.Dates, new DateRule()),
            (WrittenKinds.Phones, new DigitsRule()),
            (WrittenKinds.Percent, new PercentRule()),
            (WrittenKinds.Money, new MoneyRule()),
            (WrittenKinds.Units, new UnitRule()),
            (WrittenKinds.Dates, new YearRule()),
            (WrittenKinds.Numbers, new FractionRule()),
            (WrittenKinds.Numbers | WrittenKinds.Percent | WrittenKinds.Money | WrittenKinds.Units | WrittenKinds.Times,
                new RangeRule(kinds)),
            (WrittenKinds.Numbers, new OrdinalRule()),
            (WrittenKinds.Numbers, new CardinalRule()),
        ];
        return [.. rules.Where(rule => (kinds & rule.Kind) != WrittenKinds.None).Select(rule => rule.Rule)];
    }
}
