namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>
/// Decoding that follows several texts side by side, one pass for all, and takes the one of the best mean log-probability. Greedy decoding
/// takes the likeliest token each time and cannot take it back. Stateless: thread-safe.
/// </summary>
/// <param name="width">Texts at a time.</param>
internal sealed class BeamSearch(MoonshineModel model, int width)
{
    private readonly StepPass _pass = new(model);

    /// <inheritdoc cref="MoonshineDecoder.Decode"/>
    public TokenSequence Decode(CrossAttention cross, CancellationToken cancellationToken)
    {
        var cap = MoonshineDecoder.MostTokens(cross);
        List<Beam> open = [Beam.Start];
        Beam? best = null;
        var state = DecoderState.Empty(model.Size);
        try
        {
            while (open.Count > 0 && !(best is not null && best.Score >= open[0].Score))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var candidates = Continue(ref state, cross, open);
                foreach (var ended in candidates.Where(c => c.Beam.Token == MoonshineDecoder.EndToken || c.Beam.Length >= cap))
                {
                    best = best is null || ended.Beam.Score > best.Score ? ended.Beam : best;
                }

                var going = candidates.Where(c => c.Beam.Token != MoonshineDecoder.EndToken && c.Beam.Length < cap).Take(width).ToList();
                open = going.ConvertAll(c => c.Beam);
                state = Follow(state, going.ConvertAll(c => c.Row));
            }

            return best!.ToSequence(cross.Frames);
        }
        finally
        {
            state.Dispose();
        }
    }

    /// <returns>The likeliest continuations, best first, each with the row of the text it continues. One more than
    /// are followed may end.</returns>
    private List<(Beam Beam, int Row)> Continue(ref DecoderState state, CrossAttention cross, List<Beam> open)
    {
        using var pass = _pass.Run(state, cross, [.. open.Select(b => (long)b.Token)], texts: open.Count);
        state.Dispose();
        state = pass.TakeState();
        var candidates = new List<(Beam Beam, int Row)>();
        for (var row = 0; row < open.Count; row++)
        {
            var attention = pass.Attention(row);
            foreach (var (token, logProbability) in pass.Likeliest(row, width + 1))
            {
                candidates.Add((new Beam(open[row], token, logProbability, attention), row));
            }
        }

        return [.. candidates.OrderByDescending(c => c.Beam.Sum).Take(2 * width)];
    }

    private DecoderState Follow(DecoderState state, List<int> rows)
    {
        if (rows.Count == 0 || rows.SequenceEqual(Enumerable.Range(0, state.Texts)))
        {
            return state;
        }

        using (state)
        {
            return state.Select(model.Size, rows);
        }
    }

    /// <summary>A text so far: each token with the one before.</summary>
    private sealed record Beam(Beam? Before, int Token, float LogProbability, float[] Attention)
    {
        public static readonly Beam Start = new(null, MoonshineDecoder.StartToken, 0, []);

        public double Sum { get; } = (Before?.Sum ?? 0) + LogProbability;

        /// <summary>Tokens, the end among them, the start not.</summary>
        public int Length { get; } = Before is null ? 0 : Before.Length + 1;

        public double Score => Length == 0 ? double.NegativeInfinity : Sum / Length;

        public TokenSequence ToSequence(int frames)
        {
            var sequence = new TokenSequence(frames);
            var beams = new Stack<Beam>();
            for (var beam = this; beam.Before is not null; beam = beam.Before)
            {
                beams.Push(beam);
            }

            foreach (var beam in beams)
            {
                sequence.Attention.Add(beam.Attention);
                if (beam.Token == MoonshineDecoder.EndToken)
                {
                    sequence.EndLogProbability = beam.LogProbability;
                }
                else
                {
                    sequence.Add(beam.Token, beam.LogProbability);
                }
            }

            Repetition.TakeOutCircles(sequence);
            return sequence;
        }
    }
}
