using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Emotions;
using LiveCaptions.Captions.Speakers;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Captions.Scribing;

/// <summary>
/// Writes down what is heard: the transcripts of a session's tracks become its cues, with who says them and how. Live sessions, imports
/// and files are written down by the same one.
/// </summary>
public sealed class Scribe(CueTimeline timeline, SpeakerRoster speakers)
{
    /// <summary>Cues that may still change, newest revision each.</summary>
    public IReadOnlyList<Cue> OpenCues => timeline.OpenCues;

    /// <summary>An id for a cue that a person makes.</summary>
    public string NextId() => timeline.NextId();

    /// <summary>Takes a track's next transcript, in samples of the track.</summary>
    /// <returns>The messages it makes, in the order to store and send them.</returns>
    public IReadOnlyList<Cue> Write(ScribedTrack track, Transcript transcript)
    {
        var cues = timeline.Apply(
            track.Number,
            InSession(transcript, track.Offset),
            position => track.ReceivedAt(position - track.Offset),
            (label, kind) => kind == CueKind.Final ? speakers.Of(label) : speakers.Guess(label));
        return track.Speaker is { } name
            ? [.. cues.Select(cue => SoundCue.Is(cue) ? cue : cue with { Speaker = speakers.Of(track.Number, name) })]
            : cues;
    }

    /// <summary>How it is said, as far as the transcript tells.</summary>
    /// <param name="voices">Of the track, as they are known in the end; null takes what the transcript itself says.</param>
    public IReadOnlyList<EmotionPoint> Feel(ScribedTrack track, Transcript transcript, IReadOnlyList<LabelledPiece>? voices = null) =>
        [.. transcript.Emotions.Select(turn => EmotionPoint.Of(turn, track.Offset, SpeakerOf(track, turn, voices)))];

    private string? SpeakerOf(ScribedTrack track, EmotionTurn turn, IReadOnlyList<LabelledPiece>? voices)
    {
        if (track.Speaker is not null)
        {
            return CueSpeaker.IdOfTrack(track.Number);
        }

        var number = voices is null ? turn.Speaker : TurnSpeakers.Of(turn.Start, turn.End, voices);
        return number is { } known ? speakers.Of(new SpeakerLabel(known, 1)).Id : null;
    }

    private static Transcript InSession(Transcript transcript, long offset) => offset == 0 ? transcript : transcript with
    {
        AudioEnd = transcript.AudioEnd + offset,
        Words = InSession(transcript.Words, offset),
        Next = InSession(transcript.Next, offset),
        Sounds = [.. transcript.Sounds.Select(sound => sound with { Start = sound.Start + offset, End = sound.End + offset })],
        Emotions = [.. transcript.Emotions.Select(turn => turn with { Start = turn.Start + offset, End = turn.End + offset })],
    };

    private static IReadOnlyList<Word> InSession(IReadOnlyList<Word> words, long offset) =>
        [.. words.Select(word => word with { Start = word.Start + offset, End = word.End + offset })];
}
