using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Diarization;

/// <summary>
/// Who speaks on one track, from its first final to its last: (1) the pieces of an utterance, (2) whose they are, judged with what
/// was heard before, (3) which earlier pieces were somebody else's, (4) the words' speakers. Depends on the finals alone; interims only
/// look and guess. Not thread-safe.
/// </summary>
public sealed class SpeakerTracker
{
    /// <summary>
    /// Samples at an interim's end whose voice is looked at anew: 3 s. What is before was looked at by the interim before.
    /// </summary>
    private const long InterimReach = 3 * AudioFormat.SampleRate;

    /// <summary>Samples that interims have of a new speaker before they say so: 0.9 s.</summary>
    private const long NewSpeaker = AudioFormat.SampleRate * 9 / 10;

    private readonly IVoiceFinder _finder;
    private readonly SpeakerHistory _history;
    private (int Utterance, List<LabelledPiece> Pieces) _open = (0, []);

    public SpeakerTracker(IVoiceFinder finder, SpeakerCount? count = null)
    {
        _finder = finder;
        _history = new SpeakerHistory(finder.Model, count ?? SpeakerCount.Unknown);
    }

    /// <summary>All pieces so far, in order of time, with the labels they have now.</summary>
    public IReadOnlyList<LabelledPiece> Pieces => _history.Pieces;

    /// <summary>Takes up what an earlier run of the track heard.</summary>
    /// <param name="speakers">How many numbers of speakers were given out.</param>
    public void Restore(IEnumerable<LabelledPiece> pieces, int speakers) => _history.Restore(pieces, speakers);

    /// <summary>Tells who says the words of a track's next transcript.</summary>
    public Transcript Label(Transcript transcript) => transcript.IsFinal ? LabelFinal(transcript) : LabelInterim(transcript);

    /// <summary>Looks at all pieces together, once the track has ended.</summary>
    /// <returns>The pieces that were somebody else's.</returns>
    public IReadOnlyList<PieceChange> Review() => _history.Review();

    private Transcript LabelFinal(Transcript transcript)
    {
        if (transcript.NextInterim is { } next && _open.Utterance == transcript.Utterance)
        {
            // What interims guessed behind a final that came in mid-speech holds for the next one's.
            _open = (next.Utterance, [.. _open.Pieces.Where(p => p.Piece.End > next.Words[0].Start)]);
        }

        // A final that an earlier run made brings its pieces along.
        var found = transcript.Voices.Count > 0 ? [.. transcript.Voices.Select(v => v.Piece)]
            : transcript.Heard is { } heard ? _finder.Find(heard)
            : [];
        if (found.Count == 0)
        {
            return transcript;
        }

        var relabelled = _history.Add(found);
        var voices = _history.Pieces.TakeLast(found.Count).ToList();
        return transcript with { Voices = voices, Relabelled = relabelled, Words = WordSpeakers.Of(transcript.Words, voices) };
    }

    private Transcript LabelInterim(Transcript transcript)
    {
        if (transcript.Heard is not { } heard)
        {
            return transcript;
        }

        var from = Math.Max(heard.KeepFrom, heard.Start + heard.Audio.Length - InterimReach);
        var before = _open.Utterance == transcript.Utterance ? _open.Pieces.Where(p => p.Piece.End <= from) : [];
        var found = _finder.Glance(heard with { KeepFrom = from }).Select(piece => new LabelledPiece(piece, _history.Guess(piece)));
        _open = (transcript.Utterance, [.. before, .. found]);
        return transcript with { Words = WordSpeakers.Of(transcript.Words, Believable(_open.Pieces)) };
    }

    /// <summary>Without a new speaker of whom too little was heard, unless they are the first.</summary>
    private List<LabelledPiece> Believable(List<LabelledPiece> pieces)
    {
        var heard = pieces.Where(IsNew).Sum(p => p.Piece.End - p.Piece.Start);
        return _history.NextNumber == 0 || heard >= NewSpeaker ? pieces : pieces.ConvertAll(p => IsNew(p) ? p with { Speaker = null } : p);
    }

    private bool IsNew(LabelledPiece piece) => piece.Speaker?.Number == _history.NextNumber;
}
