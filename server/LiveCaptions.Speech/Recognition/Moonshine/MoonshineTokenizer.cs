using System.Text;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>Tokens to words. The vocabulary is Llama's: SentencePiece pieces, <c>▁</c> for a space, ids 3 to 258 single bytes.</summary>
/// <param name="pieces">By id.</param>
internal sealed class MoonshineTokenizer(IReadOnlyList<string> pieces)
{
    private const char Space = '▁';
    private const int FirstByte = 3;
    private const int FirstPiece = 259;

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
}
