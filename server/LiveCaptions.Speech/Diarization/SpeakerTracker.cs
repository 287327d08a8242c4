using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Diarization;

/// <summary>
/// Who speaks on one track, from its first final to its last: (1) the pieces of one voice in an utterance, (2) whose they are among the
/// voices heard so far, (3) which earlier pieces were somebody else's, (4) the words' speakers. Depends on the finals alone; interims only look.
/// Not thread-safe.
/// </summary>
public sealed class SpeakerTracker
{
    private readonly IVoiceFinder _finder;
    private readonly SpeakerClustering _speakers;
    private readonly List<LabelledPiece> _pieces = [];

    /// <param name="maxSpeakers">No more than these; null where nobody knows.</param>
    public SpeakerTracker(IVoiceFinder finder, int? maxSpeakers = null)
    {
        _finder = finder;
        _speakers = new SpeakerClustering(finder.Model, maxSpeakers);
    }

    /// <summary>All pieces so far, in order of time, with the labels they have now.</summary>
    public IReadOnlyList<LabelledPiece> Pieces => _pieces;

    /// <summary>Takes up what an earlier run of the track heard.</summary>
    public void Restore(IEnumerable<LabelledPiece> pieces)
    {
        _pieces.AddRange(pieces);
        _speakers.Restore(_pieces);
    }

    /// <summary>Tells who says the words of a track's next transcript.</summary>
    public Transcript Label(Transcript transcript) => transcript.IsFinal ? LabelFinal(transcript) : LabelInterim(transcript);

    /// <summary>Looks at all pieces together, once the track has ended.</summary>
    /// <returns>The pieces that were somebody else's.</returns>
    public IReadOnlyList<PieceChange> Review() => Relabel(_speakers.Review([.. _pieces.Select(p => p.Piece)], [.. _pieces.Select(p => p.Speaker)]));

    private Transcript LabelFinal(Transcript transcript)
    {
        // A final that an earlier run made brings its pieces along.
        var found = transcript.Voices.Count > 0 ? [.. transcript.Voices.Select(v => v.Piece)] : Find(transcript);
        if (found.Count == 0)
        {
            return transcript;
        }

        var first = _pieces.Count;
        _pieces.AddRange(found.Select(piece => new LabelledPiece(piece, null)));
        var relabelled = Relabel(_speakers.Add([.. _pieces.Select(p => p.Piece)], [.. _pieces.Select(p => p.Speaker)], first));
        var voices = _pieces.Skip(first).ToList();
        return transcript with
        {
            Voices = voices,
            Relabelled = [.. relabelled.Where(change => change.Now.Piece.Start < found[0].Start)],
            Words = WordSpeakers.Of(transcript.Words, voices),
        };
    }

    private Transcript LabelInterim(Transcript transcript)
    {
        var found = Find(transcript);
        return found.Count == 0
            ? transcript
            : transcript with { Words = WordSpeakers.Of(transcript.Words, [.. found.Select(piece => new LabelledPiece(piece, _speakers.Nearest(piece)))]) };
    }

    private IReadOnlyList<VoicePiece> Find(Transcript transcript) => transcript.Heard is { } heard ? _finder.Find(heard) : [];

    /// <summary>Gives all pieces their labels.</summary>
    /// <returns>Those whose speaker is another than before.</returns>
    private List<PieceChange> Relabel(IReadOnlyList<SpeakerLabel?> labels)
    {
        var changed = new List<PieceChange>();
        for (var i = 0; i < _pieces.Count; i++)
        {
            var before = _pieces[i].Speaker?.Number;
            _pieces[i] = _pieces[i] with { Speaker = labels[i] };
            if (before != labels[i]?.Number)
            {
                changed.Add(new PieceChange(_pieces[i], before));
            }
        }

        return changed;
    }
}
