using System.Text;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>
/// Tokens to words, and words to tokens. The vocabulary is Llama's: SentencePiece pieces, <c>▁</c> for a space, ids 3 to 258 single bytes.
/// </summary>
/// <param name="pieces">By id.</param>
internal sealed class MoonshineTokenizer(IReadOnlyList<string> pieces)
{
    private const char Space = '▁';
    private const int FirstByte = 3;
    private const int FirstPiece = 259;

    private readonly Lazy<Dictionary<string, int>> _ids = new(() => Index(pieces));

    /// <summary>The words that tokens spell, each with the range of its tokens.</summary>
    public IReadOnlyList<(string Text, Range Tokens)> Words(IReadOnlyList<int> tokens)
    {
        var words = new List<(string Text, Range Tokens)>();
        var bytes = new List<byte>();
        var first = 0;
        for (var i = 0; i <= tokens.Count; i++)
        {
            if (i == tokens.Count || (i > first && StartsWord(tokens[i])))
            {
                AddWord(words, bytes, first..i);
                first = i;
            }

            if (i < tokens.Count)
            {
                bytes.AddRange(Bytes(tokens[i]));
            }
        }

        return words;
    }

    /// <summary>
    /// The tokens that a text is written with behind other text: of two neighbours the pair that comes first in the vocabulary is one.
    /// </summary>
    public int[] Encode(string text)
    {
        List<string> parts = [.. $"{Space}{text.Replace(' ', Space)}".EnumerateRunes().Select(rune => rune.ToString())];
        while (FirstPair(parts) is { } at)
        {
            parts[at] += parts[at + 1];
            parts.RemoveAt(at + 1);
        }

        return [.. parts.SelectMany(part => _ids.Value.TryGetValue(part, out var id)
            ? [id]
            : Encoding.UTF8.GetBytes(part.Replace(Space, ' ')).Select(one => one + FirstByte))];
    }

    /// <summary>What a token adds to the text; nothing where it is no text, or a part of a character.</summary>
    public string TextOf(int token) => token < FirstPiece ? "" : pieces[token].Replace(Space, ' ');

    /// <returns>Where the pair begins that is to be one next; null where no two are.</returns>
    private int? FirstPair(List<string> parts)
    {
        var (first, lowest) = ((int?)null, int.MaxValue);
        for (var at = 0; at < parts.Count - 1; at++)
        {
            if (_ids.Value.TryGetValue(parts[at] + parts[at + 1], out var id) && id < lowest)
            {
                (first, lowest) = (at, id);
            }
        }

        return first;
    }

    private static void AddWord(List<(string Text, Range Tokens)> words, List<byte> bytes, Range tokens)
    {
        var text = Encoding.UTF8.GetString([.. bytes]).Trim();
        bytes.Clear();
        if (text.Length > 0)
        {
            words.Add((text, tokens));
        }
    }

    private bool StartsWord(int token) => token >= FirstPiece && pieces[token][0] == Space;

    private byte[] Bytes(int token) => token switch
    {
        < FirstByte => [],
        < FirstPiece => [(byte)(token - FirstByte)],
        _ => Encoding.UTF8.GetBytes(pieces[token].Replace(Space, ' ')),
    };

    private static Dictionary<string, int> Index(IReadOnlyList<string> pieces)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var id = FirstPiece; id < pieces.Count; id++)
        {
            ids.TryAdd(pieces[id], id);
        }

        return ids;
    }
}
