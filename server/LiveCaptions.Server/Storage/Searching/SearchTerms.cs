using System.Text;

namespace LiveCaptions.Server.Storage.Searching;

/// <summary>What somebody searches for: words that all have to be there, each as the beginning of one.</summary>
public sealed class SearchTerms
{
    public const int MaxLength = 200;
    private const int MaxTerms = 10;

    private SearchTerms(IReadOnlyList<string> terms) => All = terms;

    /// <summary>Terms as they were written; <c>well-known</c> is one.</summary>
    public IReadOnlyList<string> All { get; }

    /// <returns>Null where there is nothing to search for, or too much.</returns>
    public static SearchTerms? Parse(string query)
    {
        var terms = query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Where(term => term.Any(char.IsLetterOrDigit)).ToList();
        return query.Length <= MaxLength && terms.Count is > 0 and <= MaxTerms ? new SearchTerms(terms) : null;
    }

    /// <summary>Where the terms are in a text, in order and apart from each other.</summary>
    public IReadOnlyList<TextRange> Find(string text)
    {
        var words = WordsOf(text).ToList();
        var found = All.Select(term => WordsOf(term).Select(word => word.Folded).ToList()).SelectMany(term => Find(words, term));
        var merged = new List<TextRange>();
        foreach (var range in found.OrderBy(r => r.Start).ThenBy(r => r.Length))
        {
            if (merged is [.., var last] && range.Start <= last.End)
            {
                merged[^1] = last with { Length = Math.Max(last.End, range.End) - last.Start };
            }
            else
            {
                merged.Add(range);
            }
        }

        return merged;
    }

    /// <summary>A term's words in a row, of which the last may go on.</summary>
    private static IEnumerable<TextRange> Find(List<Word> words, List<string> term)
    {
        for (var at = 0; at + term.Count <= words.Count; at++)
        {
            var last = words[at + term.Count - 1];
            if (words.Skip(at).Take(term.Count - 1).Select(word => word.Folded).SequenceEqual(term.SkipLast(1), StringComparer.Ordinal)
                && last.Folded.StartsWith(term[^1], StringComparison.Ordinal))
            {
                yield return new TextRange(words[at].Start, last.EndOf(term[^1].Length) - words[at].Start);
            }
        }
    }

    /// <summary>Letters and digits in a row, without case and accents, as both databases take them.</summary>
    private static IEnumerable<Word> WordsOf(string text)
    {
        var word = new Word(0);
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsLetterOrDigit(text[at]) || char.IsSurrogate(text[at]) || (!word.IsEmpty && LetterFolding.IsMark(text[at])))
            {
                word.Add(text[at]);
            }
            else
            {
                if (!word.IsEmpty)
                {
                    yield return word;
                }

                word = new Word(at + 1);
            }
        }

        if (!word.IsEmpty)
        {
            yield return word;
        }
    }

    /// <summary>A word of a text, from a place on.</summary>
    private sealed class Word(int start)
    {
        private readonly StringBuilder _folded = new();
        private readonly List<int> _ends = [];
        private int _length;

        public int Start => start;

        public bool IsEmpty => _folded.Length == 0;

        public string Folded => _folded.ToString();

        public void Add(char letter)
        {
            _length++;
            if (LetterFolding.IsMark(letter))
            {
                _ends[^1] = start + _length;
            }
            else
            {
                _folded.Append(LetterFolding.Fold(letter));
                _ends.Add(start + _length);
            }
        }

        /// <summary>Where the text goes on behind the first letters.</summary>
        public int EndOf(int letters) => _ends[letters - 1];
    }
}
