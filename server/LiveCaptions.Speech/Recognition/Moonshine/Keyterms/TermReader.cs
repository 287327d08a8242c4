namespace LiveCaptions.Speech.Recognition.Moonshine.Keyterms;

/// <summary>
/// Reads a text that was decoded without key terms again, in one pass, for the terms that may be in it. Stateless: thread-safe.
/// </summary>
internal sealed class TermReader(MoonshineDecoder decoder)
{
    /// <returns>The same text where no term is in it.</returns>
    public TokenSequence Read(TokenSequence text, CrossAttention cross, TermPaths terms, CancellationToken cancellationToken)
    {
        if (text.Tokens.Count == 0)
        {
            return text;
        }

        var (at, path) = Find(text, cross, terms);
        if (path.Count == 0)
        {
            return text;
        }

        int[] draft = [.. text.Tokens.Take(at), .. path, .. text.Tokens.Skip(at + path.Count)];
        return decoder.Decode(cross, draft, cancellationToken, known: at + path.Count, terms: terms);
    }

    /// <returns>Where the first term begins that the text has not, and its tokens; none where there is no such term.</returns>
    private (int At, List<int> Path) Find(TokenSequence text, CrossAttention cross, TermPaths terms)
    {
        var search = new TermSearch(terms, decoder.Step, decoder.Size, cross);
        using var start = DecoderState.Empty(decoder.Size);
        long[] all = [MoonshineDecoder.StartToken, .. text.Tokens.Select(token => (long)token)];
        using var pass = decoder.Step.Run(start, cross, all, texts: 1);
        using var state = pass.TakeState();
        for (var row = 0; row <= text.Tokens.Count; row++)
        {
            search.Look(pass.Logits(row), state, row + 1);
            List<int> path = [.. search.Ahead];
            if (path.Count > 0 && !text.Tokens.Skip(row).Take(path.Count).SequenceEqual(path))
            {
                return (row, path);
            }

            while (search.Next() is not null)
            {
            }
        }

        return (0, []);
    }
}
