using System.Runtime.CompilerServices;

namespace LiveCaptions.Speech.Recognition.Moonshine.Keyterms;

/// <summary>The tokens that key terms are written with, as they stand and with a capital.</summary>
internal sealed class TermPaths
{
    private readonly MoonshineTokenizer _tokenizer;
    private readonly Dictionary<int, List<int[]>> _byFirst = [];

    public TermPaths(IReadOnlyList<string> terms, MoonshineTokenizer tokenizer)
    {
        _tokenizer = tokenizer;
        var given = terms.Select(term => term.Trim()).Where(term => term.Length > 0);
        foreach (var form in given.SelectMany(Forms).Distinct(StringComparer.Ordinal))
        {
            var path = tokenizer.Encode(form);
            ref var paths = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_byFirst, path[0], out _);
            (paths ??= []).Add(path);
        }
    }

    /// <summary>Tokens that a term begins with.</summary>
    public IReadOnlyCollection<int> Firsts => _byFirst.Keys;

    public IReadOnlyList<int[]> StartingWith(int token) => _byFirst[token];

    /// <summary>Whether a word that is followed by this token is whole: an s, as of a genitive, may follow a name.</summary>
    public bool Ends(int token) => _tokenizer.TextOf(token) is not [var first, ..] text || !char.IsLetterOrDigit(first) || text is "s";

    private static IEnumerable<string> Forms(string term) => [term, char.ToUpperInvariant(term[0]) + term[1..]];

    /// <summary>Makes them once for a list, which a session hands over for each utterance.</summary>
    internal sealed class Book(MoonshineTokenizer tokenizer)
    {
        private readonly ConditionalWeakTable<IReadOnlyList<string>, TermPaths> _made = [];

        /// <returns>Null where there are none.</returns>
        public TermPaths? Of(IReadOnlyList<string> terms) =>
            terms.Count == 0 ? null : _made.GetValue(terms, list => new TermPaths(list, tokenizer));
    }
}
