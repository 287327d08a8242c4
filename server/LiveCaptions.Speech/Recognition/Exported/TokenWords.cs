using System.Globalization;
using System.Text;

namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>Words with times of tokens with frames.</summary>
/// <param name="frame">Samples of a frame.</param>
internal sealed class TokenWords(TokenTable table, int frame)
{
    /// <summary>Samples that a word goes on behind the beginning of its last token, where no other word follows: 0.2 s.</summary>
    private const long Tail = AudioFormat.SampleRate / 5;

    /// <param name="origin">Position of the first frame's first sample.</param>
    /// <returns>Each with the number of tokens that it is made of: those without text count to the word before, or to nothing.</returns>
    public List<(Word Word, int Tokens)> Of(IReadOnlyList<TokenNode> tokens, long origin)
    {
        var words = new List<(Word Word, int Tokens)>();
        var from = 0;
        for (var to = 1; to <= tokens.Count; to++)
        {
            if (to < tokens.Count && !table.BeginsWord(tokens[to].Id))
            {
                continue;
            }

            var text = Text(tokens, from, to);
            if (text.Length > 0)
            {
                var start = Position(tokens[from], origin);
                var end = Position(tokens[to - 1], origin) + Tail;
                end = to < tokens.Count ? Math.Min(end, Math.Max(start, Position(tokens[to], origin))) : end;
                words.Add((new Word(text, start, end, Confidence(tokens, from, to)), to - from));
            }
            else if (words.Count > 0)
            {
                words[^1] = words[^1] with { Tokens = words[^1].Tokens + to - from };
            }

            from = to;
        }

        return words;
    }

    private long Position(TokenNode token, long origin) => origin + ((long)token.Frame * frame);

    private string Text(IReadOnlyList<TokenNode> tokens, int from, int to)
    {
        var bytes = new List<byte>();
        for (var i = from; i < to; i++)
        {
            bytes.AddRange(table.Text(tokens[i].Id));
        }

        var text = Encoding.UTF8.GetString([.. bytes]);
        text = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c)));
        return table.IsUpperCase ? text.ToLower(CultureInfo.InvariantCulture) : text;
    }

    private static float Confidence(IReadOnlyList<TokenNode> tokens, int from, int to)
    {
        var sum = 0f;
        for (var i = from; i < to; i++)
        {
            sum += tokens[i].LogProbability;
        }

        return Math.Clamp(MathF.Exp(sum / (to - from)), 0, 1);
    }
}
