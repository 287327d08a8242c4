namespace LiveCaptions.Speech.Formatting;

/// <summary>
/// Words that were taken out: how they were spoken goes to the word behind them (to the one before at the end), a capital letter too,
/// and a comma that stood before them goes with theirs.
/// </summary>
internal sealed class RemovedWords
{
    private readonly List<SpokenToken> _removed = [];

    public void Add(IEnumerable<SpokenToken> tokens) => _removed.AddRange(tokens);

    /// <returns>The next word that stays.</returns>
    public SpokenToken Before(SpokenToken token, List<SpokenToken> written)
    {
        if (_removed.Count == 0)
        {
            return token;
        }

        if (_removed[0].Stretch != token.Stretch)
        {
            AtEnd(written);
            return token;
        }

        var trail = _removed[^1].Trail;
        var isCapital = _removed[0].IsCapital && !EndsSentence(trail);
        if (EndsSentence(trail))
        {
            EndWith(trail, written);
        }
        else if (trail.Length > 0 && written is [.., { Trail: "," } before])
        {
            written[^1] = before with { Trail = "" };
        }

        var spoken = Spoken();
        _removed.Clear();
        return token with
        {
            Core = isCapital && token.Core.Length > 0 ? char.ToUpperInvariant(token.Core[0]) + token.Core[1..] : token.Core,
            Spoken = $"{spoken} {token.Spoken}",
        };
    }

    public void AtEnd(List<SpokenToken> written)
    {
        if (_removed.Count > 0 && written.Count > 0 && written[^1].Stretch == _removed[0].Stretch)
        {
            written[^1] = written[^1] with { Spoken = $"{written[^1].Spoken} {Spoken()}" };
            EndWith(_removed[^1].Trail, written);
        }

        _removed.Clear();
    }

    private static bool EndsSentence(string trail) => trail.AsSpan().IndexOfAny('.', '!', '?') >= 0;

    /// <summary>The word before takes over how the sentence ends.</summary>
    private static void EndWith(string trail, List<SpokenToken> written)
    {
        if (EndsSentence(trail) && written is [.., var last] && !EndsSentence(last.Trail))
        {
            written[^1] = last with { Trail = trail };
        }
    }

    private string Spoken() => string.Join(' ', _removed.Select(token => token.Spoken).Where(spoken => spoken.Length > 0));
}
