namespace LiveCaptions.Speech.Emotion;

/// <summary>
/// VADER's rules: how the words before a word of feeling change it. Words in lower case; figures from its authors' ratings by people.
/// </summary>
internal static class ValenceRules
{
    private const double BoostBy = 0.293;

    /// <summary>"Not good" is less bad than "good" is good.</summary>
    private const double NegatedBy = -0.74;

    private static readonly HashSet<string> Negations = new(StringComparer.Ordinal)
    {
        "aint", "arent", "cannot", "cant", "couldnt", "darent", "didnt", "doesnt", "dont", "hadnt", "hasnt", "havent", "isnt", "mightnt",
        "mustnt", "neither", "neednt", "never", "none", "nope", "nor", "not", "nothing", "nowhere", "oughtnt", "shant", "shouldnt", "uhuh",
        "wasnt", "werent", "uh-uh", "without", "wont", "wouldnt", "rarely", "seldom", "despite",
    };

    private static readonly HashSet<string> Boosters = new(StringComparer.Ordinal)
    {
        "absolutely", "amazingly", "awfully", "completely", "considerably", "decidedly", "deeply", "effing", "enormously", "entirely",
        "especially", "exceptionally", "extremely", "fabulously", "flipping", "flippin", "fricking", "frickin", "frigging", "friggin",
        "fully", "fucking", "greatly", "hella", "highly", "hugely", "incredibly", "intensely", "majorly", "more", "most", "particularly",
        "purely", "quite", "really", "remarkably", "so", "substantially", "thoroughly", "totally", "tremendously", "uber", "unbelievably",
        "unusually", "utterly", "very",
    };

    private static readonly HashSet<string> Dampeners = new(StringComparer.Ordinal)
    {
        "almost", "barely", "hardly", "just enough", "kind of", "kinda",
        "kindof", "kind-of", "less", "little", "marginally", "occasionally",
        "partly", "scarcely", "slightly", "somewhat", "sort of", "sorta", "sortof", "sort-of",
    };

    private static readonly Dictionary<string, double> IdiomValences = new(StringComparer.Ordinal)
    {
        ["the shit"] = 3, ["the bomb"] = 3, ["bad ass"] = 1.5, ["yeah right"] = -2,
        ["cut the mustard"] = 2, ["kiss of death"] = -1.5, ["hand to mouth"] = -2,
    };

    /// <summary>Whether a word only strengthens or weakens others.</summary>
    public static bool IsBooster(string[] words, int index) =>
        Boosters.Contains(words[index]) || Dampeners.Contains(words[index])
        || (words[index] == "kind" && index + 1 < words.Length && words[index + 1] == "of");

    /// <summary>What a word so many places before adds; less the further away it is.</summary>
    public static double Boost(string word, double valence, int distance)
    {
        var by = Boosters.Contains(word) ? BoostBy : Dampeners.Contains(word) ? -BoostBy : 0;
        return by * (valence < 0 ? -1 : 1) * (distance switch { 1 => 1, 2 => 0.95, _ => 0.9 });
    }

    /// <summary>
    /// What a negation so many places before makes of a valence. "Never so good" is none: that nothing was so good before is praise.
    /// </summary>
    public static double Negation(string[] words, int index, int distance)
    {
        if (distance == 2 && words[index - 2] == "never" && IsSoOrThis(words[index - 1]))
        {
            return 1.5;
        }

        if (distance == 3 && (IsSoOrThis(words[index - 1]) || (words[index - 3] == "never" && IsSoOrThis(words[index - 2]))))
        {
            return 1.25;
        }

        return Negates(words[index - distance]) ? NegatedBy : 1;
    }

    /// <summary>"Least", but for "at least" and "very least".</summary>
    public static double Least(string[] words, int index, Dictionary<string, double> lexicon) =>
        index > 0 && words[index - 1] == "least" && !lexicon.ContainsKey("least") && !(index > 1 && words[index - 2] is "at" or "very")
            ? NegatedBy
            : 1;

    /// <summary>Idioms around a word go before its own valence; "kind of" and its like weaken it.</summary>
    public static double Idioms(string[] words, int index, double valence)
    {
        (int First, int Count)[] before = [(index - 1, 2), (index - 2, 3), (index - 2, 2), (index - 3, 3), (index - 3, 2)];
        (int First, int Count)[] behind = [(index, 2), (index, 3)];
        valence = before.Select(Find).FirstOrDefault(found => found is not null) ?? valence;
        valence = behind.Select(Find).LastOrDefault(found => found is not null) ?? valence;
        return Dampeners.Contains(Phrase((index - 3, 2))) || Dampeners.Contains(Phrase((index - 2, 2))) ? valence - BoostBy : valence;

        double? Find((int First, int Count) phrase) => IdiomValences.TryGetValue(Phrase(phrase), out var idiom) ? idiom : null;

        string Phrase((int First, int Count) phrase) => string.Join(' ', words.Skip(phrase.First).Take(phrase.Count));
    }

    private static bool IsSoOrThis(string word) => word is "so" or "this";

    private static bool Negates(string word) => Negations.Contains(word) || word.Contains("n't", StringComparison.Ordinal);
}
