namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>Greedy decoding of an encoded window. Stateless: thread-safe.</summary>
internal sealed class MoonshineDecoder(MoonshineModel model)
{
    public const int StartToken = 1;
    public const int EndToken = 2;

    private readonly StepPass _pass = new(model);

    /// <summary>So many tokens are never said in the time.</summary>
    public static int MostTokens(CrossAttention cross) => (int)(6.5 * cross.Frames * MoonshineSize.Hop / AudioFormat.SampleRate) + 8;

    /// <param name="draft">
    /// Tokens that the text probably begins with (the hypothesis before): one pass verifies them all, and what the model would have said
    /// itself is kept. Dynamic quantisation sees all rows of a pass, so a draft can tip a close call: whatever has to depend on the
    /// sound alone gets a draft that does, or none.
    /// </param>
    /// <param name="speaks">Whether it has to say something: the text does not end before it has begun.</param>
    /// <param name="known">Tokens of the draft that the text does begin with.</param>
    public TokenSequence Decode(
        CrossAttention cross, IReadOnlyList<int> draft, CancellationToken cancellationToken, bool speaks = false, int known = 0)
    {
        var text = new GreedyText(cross, speaks);
        var state = DecoderState.Empty(model.Size);
        try
        {
            var reader = new DraftReader(draft);
            while (!text.Ended)
            {
                cancellationToken.ThrowIfCancellationRequested();
                long[] input = [text.Last, .. reader.Ahead];
                var followed = Pass(ref state, cross, input, text, known);
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

    /// <summary>
    /// Runs the decoder over <paramref name="input"/>; accepts its tokens as long as the model says the same, adds the first one it says
    /// differently (or after them all), and leaves the state behind the accepted ones.
    /// </summary>
    /// <returns>How many tokens of the input behind its first are accepted.</returns>
    private int Pass(ref DecoderState state, CrossAttention cross, long[] input, GreedyText text, int known)
    {
        using var pass = _pass.Run(state, cross, input, texts: 1);
        var row = 0;
        while (text.Add(pass, row, text.Length < known ? (int)input[row + 1] : null) is var token
            && row < input.Length - 1 && token == input[row + 1])
        {
            row++;
        }

        Advance(ref state, pass, input.Length, row + 1);
        return row;
    }

    private void Advance(ref DecoderState state, StepResult pass, int given, int accepted)
    {
        var past = state.Length;
        state.Dispose();
        state = pass.TakeState();
        if (accepted < given)
        {
            using var all = state;
            state = all.Truncate(model.Size, past + accepted);
        }
    }
}
