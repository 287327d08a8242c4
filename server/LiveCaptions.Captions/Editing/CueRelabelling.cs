using LiveCaptions.Captions.Cues;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Captions.Editing;

/// <summary>A final whose speaker is put right.</summary>
public static class CueRelabelling
{
    /// <summary>A piece further away than this says nothing about a cue.</summary>
    private const double Reach = 1;

    /// <summary>Who says most of the words of a final; null where nobody is sure.</summary>
    /// <param name="pieces">The track's, in order of time, in samples of the track.</param>
    /// <param name="offset">Where the track's first sample lies in the session.</param>
    public static SpeakerLabel? SpeakerOf(Cue cue, IReadOnlyList<LabelledPiece> pieces, long offset)
    {
        if (SoundCue.Is(cue))
        {
            return null;
        }

        var (from, to) = (Sample(cue.Start - Reach), Sample(cue.End + Reach));
        var near = pieces.Where(p => p.Piece.End > from && p.Piece.Start < to).ToList();
        var words = (cue.Words ?? [new CueWord(cue.Text, cue.Start, cue.End, 1)])
            .Select(w => new Word(w.Text, Sample(w.Start), Sample(w.End), 1));
        return WordSpeakers.Most(WordSpeakers.Of([.. words], near));

        long Sample(double seconds) => AudioFormat.ToSamples(seconds) - offset;
    }

    /// <param name="seq">The relabelling's own, from the session's <see cref="SeqCounter"/>.</param>
    public static Cue Relabel(Cue cue, CueSpeaker? speaker, long seq, DateTimeOffset at) =>
        cue with { Seq = seq, Revision = cue.Revision + 1, Speaker = speaker, Latency = null, CreatedAt = at };
}
