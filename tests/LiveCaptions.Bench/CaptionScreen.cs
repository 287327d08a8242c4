using LiveCaptions.Captions.Text;
using LiveCaptions.Clients;

namespace LiveCaptions.Bench;

/// <summary>
/// All that a viewer sees of one track, followed word by word. A word that stays the same (letter case and punctuation aside) keeps
/// the time at which it was first shown, also where it moves to another cue; one that goes is counted as erased.
/// </summary>
internal sealed class CaptionScreen
{
    // In order of first appearance, which is the order of reading.
    private readonly List<string> _order = [];
    private readonly Dictionary<string, ShownWord[]> _cues = new(StringComparer.Ordinal);

    /// <summary>Words that were shown and then taken back or replaced.</summary>
    public int Erased { get; private set; }

    public IEnumerable<ShownWord> Words => _order.SelectMany(id => _cues[id]);

    /// <summary>Messages that one hypothesis made: a word that goes from one of its cues to another is not erased.</summary>
    public void Show(IReadOnlyList<CueArrival> messages)
    {
        foreach (var id in messages.Select(m => m.Cue.Id).Where(id => !_cues.ContainsKey(id)).Distinct(StringComparer.Ordinal).ToList())
        {
            _order.Add(id);
            _cues.Add(id, []);
        }

        // From the first cue that changes to the last: words move between neighbours.
        var newest = messages.GroupBy(m => m.Cue.Id, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        var first = _order.FindIndex(newest.ContainsKey);
        var ids = _order.GetRange(first, _order.FindLastIndex(newest.ContainsKey) - first + 1);
        var before = ids.SelectMany(id => _cues[id]).ToArray();
        foreach (var id in ids.Where(newest.ContainsKey))
        {
            _cues[id] = Read(newest[id]);
        }

        CarryOver(before, ids);
    }

    private static ShownWord[] Read(CueArrival message)
    {
        var words = message.Cue.Words;
        return words is not null && message.Cue.Text.Length > 0
            ? [.. words.Select(word => new ShownWord(word.Text, word.End, message.At))]
            : [.. CaptionText.Words(message.Cue.Text).Select(word => new ShownWord(word, message.Cue.End, message.At))];
    }

    private void CarryOver(ShownWord[] before, List<string> ids)
    {
        var after = ids.SelectMany(id => _cues[id].Select((_, index) => (Cue: _cues[id], Index: index))).ToArray();
        var match = WordAlignment.Match(
            Array.ConvertAll(before, word => word.Text),
            Array.ConvertAll(after, place => place.Cue[place.Index].Text));
        for (var i = 0; i < match.Length; i++)
        {
            if (match[i] < 0)
            {
                Erased++;
                continue;
            }

            var (cue, index) = after[match[i]];
            cue[index] = cue[index] with { Since = before[i].Since };
        }
    }
}
