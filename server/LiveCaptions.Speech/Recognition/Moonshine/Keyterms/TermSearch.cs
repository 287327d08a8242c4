using System.Numerics.Tensors;

namespace LiveCaptions.Speech.Recognition.Moonshine.Keyterms;

/// <summary>
/// Looks while a text is decoded whether a key term is said where the model would rather write something else. A term is taken where
/// its tokens are together not much less likely than what the model likes best in the place of each; that is what a list is worth that
/// says what to expect. Where its first token comes near, its others are tried in one pass; so it costs next to nothing where nothing
/// sounds alike.
/// </summary>
internal sealed class TermSearch(TermPaths terms, StepPass step, MoonshineSize size, CrossAttention cross)
{
    /// <summary>
    /// In nats, how much less likely than the model's favourites the first token may be, and all tokens together. A first choice, tuned on
    /// nothing: docs/decisions/0047-key-terms.md.
    /// </summary>
    private const float FirstBound = 4;
    private const float Bound = 5;

    /// <summary>Passes that a text may cost at most.</summary>
    private const int MostPasses = 40;

    private readonly Queue<int> _taken = new();
    private int _passes;

    /// <summary>Tokens of a term that was taken, which come next.</summary>
    public IEnumerable<int> Ahead => _taken;

    /// <summary>What comes next, whatever the model says; null where that is the model's to say.</summary>
    public int? Next() => _taken.TryDequeue(out var token) ? token : null;

    /// <param name="logits">Of the next token.</param>
    /// <param name="state">Behind at least the tokens so far.</param>
    /// <param name="length">Tokens so far, the start among them.</param>
    public void Look(ReadOnlySpan<float> logits, DecoderState state, int length)
    {
        if (_taken.Count > 0)
        {
            return;
        }

        var best = TensorPrimitives.Max(logits);
        (int[] Path, float Regret) taken = ([], Bound);
        foreach (var first in terms.Firsts)
        {
            var regret = best - logits[first];
            if (regret > Math.Min(FirstBound, taken.Regret))
            {
                continue;
            }

            foreach (var path in terms.StartingWith(first))
            {
                if (Try(path, regret, state, length) is { } whole && whole < taken.Regret)
                {
                    taken = (path, whole);
                }
            }
        }

        Array.ForEach(taken.Path, _taken.Enqueue);
    }

    /// <returns>How much less likely all of it is than what the model likes best; null where it does not end there.</returns>
    private float? Try(int[] path, float regret, DecoderState state, int length)
    {
        if (_passes++ >= MostPasses)
        {
            return null;
        }

        var before = state.Length == length ? state : state.Truncate(size, length);
        try
        {
            using var pass = step.Run(before, cross, [.. path.Select(token => (long)token)], texts: 1);
            for (var row = 0; row < path.Length - 1; row++)
            {
                var logits = pass.Logits(row);
                regret += TensorPrimitives.Max(logits) - logits[path[row + 1]];
            }

            return terms.Ends(TensorPrimitives.IndexOfMax(pass.Logits(path.Length - 1))) ? regret : null;
        }
        finally
        {
            if (before != state)
            {
                before.Dispose();
            }
        }
    }
}
