using LiveCaptions.Speech.Recognition.Moonshine.Keyterms;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>Greedy decoding of an encoded window. Stateless: thread-safe.</summary>
internal sealed class MoonshineDecoder(MoonshineModel model)
{
    public const int StartToken = 1;
    public const int EndToken = 2;

    private readonly StepPass _pass = new(model);

    public StepPass Step => _pass;

    public MoonshineSize Size => model.Size;

    /// <summary>So many tokens are never said in the time.</summary>
    public static int MostTokens(CrossAttention cross) => (int)(6.5 * cross.Frames * MoonshineSize.Hop / AudioFormat.SampleRate) + 8;

    /// <param name="draft">
    /// Tokens that the text probably begins with (the hypothesis before): one pass verifies them all, and what the model would have said
    /// itself is kept. Dynamic quantisation sees all rows of a pass, so a draft can tip a close call: whatever has to depend on the
    /// sound alone gets a draft that does, or none.
    /// </param>
    /// <param name="speaks">Whether it has to say something: the text does not end before it has begun.</param>
    /// <param name="known">Tokens of the draft that the text does begin with.</param>
    /// <param name="terms">Names and jargon to expect.</param>
    public TokenSequence Decode(
        CrossAttention cross, IReadOnlyList<int> draft, CancellationToken cancellationToken,
        bool speaks = false, int known = 0, TermPaths? terms = null)
    {
        var text = new GreedyText(cross, speaks);
        var search = terms is null ? null : new TermSearch(terms, _pass, model.Size, cross);
        var state = DecoderState.Empty(model.Size);
        try
        {
            var reader = new DraftReader(draft);
            while (!text.Ended)
            {
                cancellationToken.ThrowIfCancellationRequested();
                long[] input = search?.Ahead.Any() == true ? [text.Last, .. search.Ahead] : [text.Last, .. reader.Ahead];
                var followed = Pass(ref state, cross, input, text, known, search);
                reader.Follow(followed);
                reader.Differ(text.Last, followed > 0 || input.Length == 1);
            }

            return text.ToSequence();
        }
        finally
        {
            state.Dispose();
        }
    }

    /// <summary>Reads a text that is known, in one pass, whatever the model would have said itself.</summary>
    public TokenSequence Read(CrossAttention cross, IReadOnlyList<int> tokens)
    {
        using var state = DecoderState.Empty(model.Size);
        using var pass = _pass.Run(state, cross, [StartToken, .. tokens.Select(token => (long)token)], texts: 1);
        var text = new TokenSequence(cross.Frames);
        for (var row = 0; row <= tokens.Count; row++)
        {
            text.Attention.Add(pass.Attention(row));
            var logits = pass.Logits(row);
            var sum = StepResult.LogSum(logits);
            if (row < tokens.Count)
            {
                text.Add(tokens[row], logits[tokens[row]] - sum);
            }
            else
            {
                text.EndLogProbability = logits[EndToken] - sum;
            }
        }

        return text;
    }

    /// <summary>
    /// Runs the decoder over <paramref name="input"/>; accepts its tokens as long as the model says the same, adds the first one it says
    /// differently (or after them all), and leaves the state behind the accepted ones.
    /// </summary>
    /// <returns>How many tokens of the input behind its first are accepted.</returns>
    private int Pass(ref DecoderState state, CrossAttention cross, long[] input, GreedyText text, int known, TermSearch? search)
    {
        var past = state.Length;
        using var pass = _pass.Run(state, cross, input, texts: 1);
        state.Dispose();
        var behind = state = pass.TakeState();
        var row = 0;
        while (text.Add(pass, row, Given(pass, row)) is var token && row < input.Length - 1 && token == input[row + 1])
        {
            row++;
        }

        Keep(ref state, past + row + 1);
        return row;

        int? Given(StepResult rows, int at)
        {
            if (text.Length < known)
            {
                return (int)input[at + 1];
            }

            search?.Look(rows.Logits(at), behind, past + at + 1);
            return search?.Next();
        }
    }

    private void Keep(ref DecoderState state, int tokens)
    {
        if (tokens < state.Length)
        {
            using var all = state;
            state = all.Truncate(model.Size, tokens);
        }
    }
}
