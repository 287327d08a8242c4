using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Diarization;

/// <summary>
/// All pieces of a track and whose they are. Each utterance is judged together with the latest pieces and with examples of everybody
/// who spoke before, so a speaker costs the same in the third hour as in the first minute; the numbers stay with who had them.
/// </summary>
internal sealed class SpeakerHistory(VoiceModel model, SpeakerCount count)
{
    /// <summary>The latest pieces that are judged anew: some two and a half minutes of speech.</summary>
    private const int Recent = 300;

    /// <summary>Earlier pieces that stand for a speaker.</summary>
    private const int Examples = 24;

    /// <summary>Pieces that a review clusters at most; the others follow the most similar voice.</summary>
    private const int Reviewed = 1500;

    /// <summary>A label less sure than this is none.</summary>
    private const float Sure = 0.6f;

    // How an open utterance's voices are guessed; likeness is a cosine. Chosen on the diarization set and made conversations.
    private const float Alike = 0.45f;
    private const float Strange = 0.2f;

    /// <summary>So much more like one speaker than any other a voice has to be.</summary>
    private const float Ahead = 0.15f;

    /// <summary>Share of a full window that a voice which is like nobody's has at least: less is like nobody's anyway.</summary>
    private const float Whole = 0.7f;

    /// <summary>What a guess at a new speaker is worth.</summary>
    private const float Guessed = 0.5f;

    private readonly SpeakerClustering _clustering = new(model);
    private readonly List<LabelledPiece> _pieces = [];
    private readonly Dictionary<int, float[]> _means = [];
    private int _next;

    public IReadOnlyList<LabelledPiece> Pieces => _pieces;

    /// <summary>The number that the next new speaker gets.</summary>
    public int NextNumber => _next;

    public void Restore(IEnumerable<LabelledPiece> pieces, int speakers)
    {
        _pieces.AddRange(pieces);
        _next = Math.Max(speakers, _pieces.Max(p => p.Speaker?.Number + 1) ?? 0);
        UpdateMeans();
    }

    /// <returns>Earlier pieces whose speaker is another now.</returns>
    public IReadOnlyList<PieceChange> Add(IReadOnlyList<VoicePiece> found)
    {
        var first = _pieces.Count;
        _pieces.AddRange(found.Select(piece => new LabelledPiece(piece, null)));
        var changes = Judge(WorkingSet(), least: 1);
        return [.. changes.Where(change => change.Now.Piece.Start < _pieces[first].Piece.Start)];
    }

    /// <returns>Pieces whose speaker is another now.</returns>
    public IReadOnlyList<PieceChange> Review()
    {
        if (_pieces.Count == 0)
        {
            return [];
        }

        var step = Math.Max(1, (int)Math.Ceiling(_pieces.Count / (double)Reviewed));
        var changes = Judge([.. Enumerable.Range(0, _pieces.Count).Where(i => i % step == 0)], count.LeastInTheEnd);
        for (var i = 0; i < _pieces.Count; i++)
        {
            if (i % step != 0 && _means.Count > 0)
            {
                var nearest = _means.MaxBy(mean => _clustering.Alike(_pieces[i].Piece, mean.Value)).Key;
                Set(i, new SpeakerLabel(nearest, 0.5f), changes);
            }
        }

        return changes;
    }

    /// <summary>
    /// Whose voice it is, before the utterance is over: the speaker's whom it is like, or a new one's (<see cref="NextNumber"/>) where
    /// it is like nobody's; null where it may be more than one's.
    /// </summary>
    public SpeakerLabel? Guess(VoicePiece piece)
    {
        var likeness = _means.Select(mean => (Number: mean.Key, Cosine: _clustering.Alike(piece, mean.Value)))
            .OrderByDescending(l => l.Cosine).ToList();
        return likeness switch
        {
            [] => new SpeakerLabel(_next, Guessed),
            [var first, ..] when first.Cosine < Strange && piece.Weight >= Whole && _means.Count < count.Most =>
                new SpeakerLabel(_next, Guessed),
            [var first, ..] when first.Cosine >= Alike && (likeness.Count == 1 || first.Cosine - likeness[1].Cosine >= Ahead) =>
                new SpeakerLabel(first.Number, first.Cosine),
            _ => null,
        };
    }

    /// <summary>Indices, in order.</summary>
    private List<int> WorkingSet()
    {
        var recent = Math.Max(0, _pieces.Count - Recent);
        var examples = Enumerable.Range(0, recent).Where(i => _pieces[i].Speaker is not null)
            .GroupBy(i => _pieces[i].Speaker!.Number).SelectMany(OfOne);
        return [.. examples.Order(), .. Enumerable.Range(recent, _pieces.Count - recent)];

        static IEnumerable<int> OfOne(IGrouping<int, int> speaker)
        {
            int[] all = [.. speaker];
            return Enumerable.Range(0, Math.Min(Examples, all.Length))
                .Select(n => all[(int)((long)n * all.Length / Math.Min(Examples, all.Length))]);
        }
    }

    private List<PieceChange> Judge(List<int> working, int least)
    {
        var judged = _clustering.Cluster([.. working.Select(i => _pieces[i].Piece)], count.Most, least);
        var before = working.ConvertAll(i => _pieces[i].Speaker?.Number);
        var numbers = Match(working, judged, before);
        var changes = new List<PieceChange>();
        for (var w = 0; w < working.Count; w++)
        {
            Set(
                working[w],
                judged[w].Confidence < Sure ? null : new SpeakerLabel(numbers[judged[w].Speaker], judged[w].Confidence),
                changes);
        }

        FollowMerges(working, before, changes);
        UpdateMeans();
        return changes;
    }

    /// <summary>
    /// The number of each judged speaker: of whom they share most time with, each number once; a new one for who shares none.
    /// </summary>
    private Dictionary<int, int> Match(List<int> working, (int Speaker, float Confidence)[] judged, List<int?> before)
    {
        var shared = Enumerable.Range(0, working.Count).Where(w => before[w] is not null)
            .GroupBy(w => (judged[w].Speaker, Number: before[w]!.Value))
            .OrderByDescending(g => g.Sum(w => _pieces[working[w]].Piece.End - _pieces[working[w]].Piece.Start))
            .ThenBy(g => g.Key.Number);
        var numbers = new Dictionary<int, int>();
        foreach (var pair in shared)
        {
            if (!numbers.ContainsKey(pair.Key.Speaker) && !numbers.ContainsValue(pair.Key.Number))
            {
                numbers[pair.Key.Speaker] = pair.Key.Number;
            }
        }

        foreach (var (speaker, _) in judged)
        {
            if (!numbers.ContainsKey(speaker))
            {
                numbers[speaker] = _next++;
            }
        }

        return numbers;
    }

    /// <summary>Where all examples of a speaker became somebody else's, so do the pieces that they stood for.</summary>
    private void FollowMerges(List<int> working, List<int?> before, List<PieceChange> changes)
    {
        var gone = before.OfType<int>().Distinct().Where(number => working.TrueForAll(i => _pieces[i].Speaker?.Number != number)).ToList();
        foreach (var number in gone)
        {
            var heir = Enumerable.Range(0, working.Count).Where(w => before[w] == number).Select(w => _pieces[working[w]].Speaker)
                .OfType<SpeakerLabel>().GroupBy(s => s.Number).MaxBy(g => g.Count())?.First();
            for (var i = 0; i < _pieces.Count; i++)
            {
                if (_pieces[i].Speaker?.Number == number)
                {
                    Set(i, heir, changes);
                }
            }
        }
    }

    private void Set(int index, SpeakerLabel? label, List<PieceChange> changes)
    {
        var before = _pieces[index].Speaker?.Number;
        _pieces[index] = _pieces[index] with { Speaker = label };
        if (before != label?.Number)
        {
            changes.Add(new PieceChange(_pieces[index], before));
        }
    }

    private void UpdateMeans()
    {
        _means.Clear();
        foreach (var speaker in _pieces.TakeLast(10 * Recent).Where(p => p.Speaker is not null).GroupBy(p => p.Speaker!.Number))
        {
            _means[speaker.Key] = _clustering.MeanVoice(speaker.Select(p => p.Piece));
        }
    }
}
