namespace LiveCaptions.Captions.Layout;

/// <summary>
/// Cues of several lanes in one order. Within its lane each keeps the rules already; here only ends move: a cue does not stay into
/// the words of who answers, and cues of two lanes do not almost touch.
/// </summary>
internal sealed class LaneMerge
{
    private readonly LaidCue[] _cues;
    private readonly PublishingLimits _limits;
    private readonly int[] _lanes;
    private readonly long[] _nextStarts;
    private readonly long[] _ends;

    private LaneMerge(IReadOnlyList<IReadOnlyList<LaidCue>> lanes, PublishingLimits limits)
    {
        var ordered = lanes
            .SelectMany((lane, number) =>
                lane.Select((cue, i) => (Cue: cue, Lane: number, Next: i + 1 < lane.Count ? lane[i + 1].Cue.Start : long.MaxValue)))
            .OrderBy(laid => laid.Cue.Cue.Start)
            .ToArray();
        _cues = Array.ConvertAll(ordered, laid => laid.Cue);
        _lanes = Array.ConvertAll(ordered, laid => laid.Lane);
        _nextStarts = Array.ConvertAll(ordered, laid => laid.Next);
        _ends = Array.ConvertAll(_cues, laid => laid.Cue.End);
        _limits = limits;
    }

    /// <returns>In order of start; cues of different lanes may overlap.</returns>
    public static IReadOnlyList<PublishedCue> Merge(IReadOnlyList<IReadOnlyList<LaidCue>> lanes, PublishingLimits limits)
    {
        var merge = new LaneMerge(lanes, limits);
        for (var i = 0; i < merge._cues.Length; i++)
        {
            merge.GiveWay(i);
        }

        for (var i = 0; i < merge._cues.Length; i++)
        {
            merge.CloseGap(i);
        }

        return [.. merge._cues.Select((laid, i) => laid.Cue with { End = merge._ends[i] })];
    }

    private long Start(int index) => _cues[index].Cue.Start;

    /// <summary>Earlier cues that may reach to this one.</summary>
    private IEnumerable<int> Before(int index)
    {
        for (var i = index - 1; i >= 0 && Start(i) >= Start(index) - (2 * _limits.MaxDuration); i--)
        {
            yield return i;
        }
    }

    /// <summary>What other lanes said before this cue's first word goes before it, where it can be read by then.</summary>
    private void GiveWay(int index)
    {
        var end = Start(index) - _limits.MinGap;
        foreach (var i in Before(index))
        {
            if (_lanes[i] != _lanes[index] && _ends[i] > Start(index) && _cues[i].SpeechEnd <= _cues[index].SpeechStart
                && Start(i) + _limits.Comfortable(_cues[i].Columns) <= end)
            {
                _ends[i] = end;
            }
        }
    }

    /// <summary>
    /// Between cues of two lanes there is no gap, or a legal one. In its own lane a cue never comes too close to the next.
    /// </summary>
    private void CloseGap(int index)
    {
        var start = Start(index);
        if (Before(index).Select(i => _ends[i]).DefaultIfEmpty(start).Max() is var last
            && (last >= start || last <= start - _limits.MinGap))
        {
            return;
        }

        foreach (var i in Before(index).Where(i => _ends[i] > start - _limits.MinGap))
        {
            var shortened = start - _limits.MinGap;
            var lengthened = _nextStarts[i] - start < _limits.MinGap ? _nextStarts[i] : start;
            _ends[i] = Start(i) + _limits.Least(_cues[i].Columns) <= shortened ? shortened : lengthened;
        }
    }
}
