using System.Globalization;
using System.Text;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Layout;

/// <summary>A word to lay out, or a piece of one that no line holds. Times in milliseconds.</summary>
internal sealed record PublishedWord(string Text, int Width, long Start, long End, CueSpeaker? Speaker)
{
    /// <summary>Longest name before a cue's text, in columns: a line has to hold it and some words.</summary>
    private const int MaxNameWidth = 16;

    /// <summary>Number of the turn in its lane: a cue holds words of one turn.</summary>
    public int Turn { get; init; }

    /// <summary>What stands before a cue that begins with this word; null for nothing.</summary>
    public string? Name { get; init; }

    /// <summary>Columns that <see cref="Name"/> takes, with the space behind it.</summary>
    public int NameWidth => Name is null ? 0 : DisplayWidth.Of(Name) + 1;

    /// <summary>Who speaks, as it stands before a text; null when nobody knows.</summary>
    public static string? NameOf(CueSpeaker? speaker)
    {
        if (speaker is null
            || CaptionText.Clean(speaker.Label).Replace(":", "", StringComparison.Ordinal).Trim() is not { Length: > 0 } label)
        {
            return null;
        }

        return DisplayWidth.Of(label) <= MaxNameWidth ? $"{label}:" : $"{Pieces(label, MaxNameWidth - 1).First().Text.Trim()}…:";
    }

    /// <summary>Whether a cue may hold both words.</summary>
    public bool SharesTurnWith(PublishedWord other) => Speaker?.Id == other.Speaker?.Id && Turn == other.Turn;

    /// <summary>
    /// The words of all finals in order, cleaned, no wider than a line, starts never going back.
    /// Words that show nothing are left out; cues without word times share theirs among their words.
    /// </summary>
    /// <param name="marks">What stands before the first word of a cue, by the cue's id. It is never parted from that word.</param>
    public static List<PublishedWord> Of(IEnumerable<Cue> finals, int lineWidth, IReadOnlyDictionary<string, string> marks)
    {
        var words = new List<PublishedWord>();
        var earliest = 0L;
        var (turn, afterSound) = (0, false);
        foreach (var cue in finals.OrderBy(c => c.Start))
        {
            var first = words.Count;

            // What is heard besides shares no cue with words.
            turn += SoundCue.Is(cue) || afterSound ? 1 : 0;
            afterSound = SoundCue.Is(cue);
            foreach (var word in cue.Words ?? Spread(cue))
            {
                var start = Math.Max(earliest, Milliseconds(word.Start));
                Add(words, word.Text, start, Math.Max(start, Milliseconds(word.End)), cue.Speaker, lineWidth);

                // Of a word in pieces, that of the last one.
                earliest = Math.Max(start, words is [.., var last] ? last.Start : 0);
            }

            for (var i = first; i < words.Count; i++)
            {
                words[i] = words[i] with { Turn = turn };
            }

            if (first < words.Count && marks.TryGetValue(cue.Id, out var mark))
            {
                words[first] = words[first].Behind(mark, lineWidth);
            }
        }

        return words;
    }

    /// <summary>With a mark before it; as it is where no line holds both.</summary>
    private PublishedWord Behind(string mark, int lineWidth)
    {
        var width = DisplayWidth.Of(mark) + 1 + Width;
        return width <= lineWidth ? this with { Text = $"{mark} {Text}", Width = width } : this;
    }

    private static long Milliseconds(double seconds) => (long)Math.Round(seconds * 1000);

    private static CueWord[] Spread(Cue cue)
    {
        var words = CaptionText.Words(cue.Text);
        var spread = new CueWord[words.Length];
        WordSpread.Fill(spread, words, cue.Start, cue.End);
        return spread;
    }

    private static void Add(List<PublishedWord> words, string text, long start, long end, CueSpeaker? speaker, int lineWidth)
    {
        var pieces = CaptionText.Words(text).SelectMany(w => Pieces(w, lineWidth)).Where(p => p.Width > 0).ToList();
        var total = pieces.Sum(p => p.Width);
        var before = 0;
        foreach (var (piece, width) in pieces)
        {
            var from = start + ((end - start) * before / total);
            before += width;
            words.Add(new PublishedWord(piece, width, from, start + ((end - start) * before / total), speaker));
        }
    }

    private static IEnumerable<(string Text, int Width)> Pieces(string word, int lineWidth)
    {
        var total = DisplayWidth.Of(word);
        if (total <= lineWidth)
        {
            return [(word, total)];
        }

        var pieces = new List<(string, int)>();
        var piece = new StringBuilder();
        var columns = 0;
        foreach (var part in Parts(word, lineWidth))
        {
            var width = DisplayWidth.Of(part);
            if (columns + width > lineWidth)
            {
                pieces.Add((piece.ToString(), columns));
                piece.Clear();
                columns = 0;
            }

            piece.Append(part);
            columns += width;
        }

        pieces.Add((piece.ToString(), columns));
        return pieces;
    }

    /// <summary>What may be parted: user-perceived characters; code points where one of those is wider than a line.</summary>
    private static IEnumerable<string> Parts(string word, int lineWidth)
    {
        var elements = StringInfo.GetTextElementEnumerator(word);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            if (DisplayWidth.Of(element) <= lineWidth)
            {
                yield return element;
                continue;
            }

            foreach (var rune in element.EnumerateRunes())
            {
                yield return rune.ToString();
            }
        }
    }
}
