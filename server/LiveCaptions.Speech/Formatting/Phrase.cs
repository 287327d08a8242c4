namespace LiveCaptions.Speech.Formatting;

/// <summary>
/// The tokens from one place on, as a rule looks at them, and those before it as they are written already. It keeps in mind how far a
/// rule has looked:
/// what was decided without looking at a word does not depend on it.
/// </summary>
/// <param name="isLenient">Whether a phrase goes on behind a comma, a pause, and where somebody else seems to speak: better too much is
/// hidden than too little.</param>
internal sealed class Phrase(IReadOnlyList<SpokenToken> tokens, IReadOnlyList<SpokenToken> written, bool isLenient)
{
    private int _at;
    private Func<int, string>? _words;

    /// <summary>The last word that was looked at.</summary>
    public int Seen { get; private set; }

    /// <summary>The token that the phrase begins with.</summary>
    public SpokenToken First => tokens[_at];

    /// <summary>What rules compare of a token; empty where the phrase has ended before, by punctuation, a pause, or another
    /// speaker.</summary>
    public string this[int index] => Reaches(index, isLenient) ? tokens[_at + index].Bare : "";

    /// <summary>The indexer, for readers of numbers.</summary>
    public Func<int, string> Words => _words ??= index => this[index];

    /// <summary>The token before, as it is written; null where nothing is before it in this phrase.</summary>
    public SpokenToken? Before => FindBefore(1);

    public SpokenToken? FindBefore(int distance)
    {
        for (var i = 1; i <= distance; i++)
        {
            if (i > written.Count || written[^i].Trail.Length > 0 || written[^i].Stretch != First.Stretch)
            {
                return null;
            }
        }

        return written[^distance];
    }

    /// <summary>What rules compare of the token before; empty for none, and for one that a rule has written.</summary>
    public string BareBefore(int distance = 1) => FindBefore(distance)?.Bare ?? "";

    /// <summary>As the indexer, but a comma or a dash does not end the phrase.</summary>
    public string AcrossCommas(int index) => Reaches(index, acrossCommas: true) ? tokens[_at + index].Bare : "";

    /// <summary>Of a token that is there.</summary>
    public SpokenToken Token(int index) => tokens[_at + index];

    public void MoveTo(int at)
    {
        _at = at;
        Seen = tokens[at].Seen;
    }

    /// <summary>Whether a group of so many tokens ends with a word.</summary>
    public bool IsWhole(int count) => !First.IsGlued && (_at + count == tokens.Count || !tokens[_at + count].IsGlued);

    private bool Reaches(int index, bool acrossCommas)
    {
        for (var i = _at + 1; i <= _at + index; i++)
        {
            var trail = tokens[i - 1].Trail;
            if (trail.Length > 0 && !(acrossCommas && trail is "," or "-" or "–"))
            {
                return false;
            }

            Seen = Math.Max(Seen, i < tokens.Count ? tokens[i].Seen : int.MaxValue);
            if (i >= tokens.Count || tokens[i].Lead.Length > 0 || (!isLenient && tokens[i].Stretch != First.Stretch))
            {
                return false;
            }
        }

        return true;
    }
}
