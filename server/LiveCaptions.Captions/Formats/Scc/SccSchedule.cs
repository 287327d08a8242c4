using LiveCaptions.Captions.Line21;

namespace LiveCaptions.Captions.Formats.Scc;

/// <summary>
/// Which word goes out in which frame. A caption is loaded, two bytes a frame, while the one before it is still shown, so that it is
/// complete when its time comes; what the channel cannot carry until then comes late.
/// </summary>
internal sealed class SccSchedule(Action<long, IReadOnlyList<int>> write)
{
    /// <summary>A code that is sent twice takes two frames.</summary>
    private const int Code = 2;

    private long _free;
    private long? _erase;

    /// <summary>Frames that a caption came late at most.</summary>
    public long Latest { get; private set; }

    /// <summary>Captions that came late.</summary>
    public int Late { get; private set; }

    /// <summary>Captions that were over before they could be loaded.</summary>
    public int Lost { get; private set; }

    /// <param name="words">That load it.</param>
    public void Show(long start, long end, List<int> words)
    {
        var flip = Math.Max(start, FlipAfter(words.Count, start));
        if (flip > start && flip >= end)
        {
            Lost++;
            return;
        }

        (Late, Latest) = flip > start ? (Late + 1, Math.Max(Latest, flip - start)) : (Late, Latest);

        // Not at the same time as the flip, which takes what was shown away by itself.
        var erase = _erase is { } over && over + Code <= flip ? over : (long?)null;
        Load(words, flip, erase);
        write(flip, [Line21Codes.EndOfCaption, Line21Codes.EndOfCaption]);
        (_free, _erase) = (flip + Code, Math.Max(end, flip + Code));
    }

    /// <summary>Takes the last one away.</summary>
    public void End()
    {
        if (_erase is { } over)
        {
            write(over, [Line21Codes.EraseDisplayedMemory, Line21Codes.EraseDisplayedMemory]);
        }
    }

    /// <summary>
    /// The first frame in which a caption of so many words can be complete: with the erasing between them, and a frame that stays empty so
    /// that no code is parted from its second.
    /// </summary>
    private long FlipAfter(int words, long start)
    {
        var flip = _free + words;
        return _erase is { } over && over + Code <= Math.Max(flip + Code + 1, start) ? flip + Code + 1 : flip;
    }

    /// <summary>Whether a code and its second are on either side of a place.</summary>
    private static bool PartsCode(List<int> words, int place)
    {
        var same = 0;
        while (same < place && place < words.Count && words[place - 1 - same] == words[place])
        {
            same++;
        }

        return words[Math.Min(place, words.Count - 1)] is >= 0x1000 and < 0x2000 && same % 2 == 1;
    }

    /// <summary>As late as possible; in two pieces where the one before it goes away meanwhile.</summary>
    private void Load(List<int> words, long flip, long? erase)
    {
        if (erase is not { } over)
        {
            write(flip - words.Count, words);
            return;
        }

        var behind = (int)Math.Min(words.Count, flip - (over + Code));
        var before = words.Count - behind;
        if (PartsCode(words, before))
        {
            (before, behind) = (before + 1, behind - 1);
        }

        if (before > 0)
        {
            write(over - before, words[..before]);
        }

        write(over, [Line21Codes.EraseDisplayedMemory, Line21Codes.EraseDisplayedMemory]);
        if (behind > 0)
        {
            write(flip - behind, words[before..]);
        }
    }
}
