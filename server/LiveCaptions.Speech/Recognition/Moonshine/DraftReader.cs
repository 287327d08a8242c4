namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>
/// Follows a draft while a text is decoded: tells what of it may come next. Where the text says something else, it goes on behind that:
/// a comma more or less, or another word, does not make the rest of the draft worthless.
/// </summary>
internal sealed class DraftReader(IReadOnlyList<int> draft)
{
    /// <summary>Tokens of the draft that the text may leave out at once.</summary>
    private const int Reach = 3;

    private int _at;
    private bool _lost;

    /// <summary>What probably comes next.</summary>
    public IEnumerable<int> Ahead => _lost ? [] : draft.Skip(_at);

    /// <summary>The text goes on like the draft.</summary>
    public void Follow(int tokens) => _at += tokens;

    /// <summary>The text goes on with a token that was not ahead, or it is behind the draft.</summary>
    public void Differ(int token, bool followed)
    {
        var from = followed ? _at : Math.Max(0, _at - 1);
        for (var at = from; at < Math.Min(draft.Count, _at + Reach); at++)
        {
            if (draft[at] == token)
            {
                (_at, _lost) = (at + 1, false);
                return;
            }
        }

        // Another word for the next one; where it was not that, one that comes in between.
        (_at, _lost) = followed ? (Math.Min(_at + 1, draft.Count), false) : (_at, true);
    }
}
