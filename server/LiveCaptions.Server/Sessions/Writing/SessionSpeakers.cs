using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;
using LiveCaptions.Captions.Scribing;
using LiveCaptions.Captions.Speakers;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Sessions.Writing;

/// <summary>Who says a session's cues: new names, and finals that turn out to be somebody else's. All of it in the writer's turn.</summary>
internal sealed class SessionSpeakers(
    SessionRecord record, SpeakerRoster roster, CueWriter writer, FinalStore finals, VoiceStore voices, TimeProvider time)
{
    /// <summary>A cue is no longer than this many seconds: those that begin earlier have nothing to do with a piece.</summary>
    private const double LongestCue = 30;

    public SpeakerRoster Roster => roster;

    /// <param name="confidence">How sure a profile is of the label; null where a person says so.</param>
    /// <returns>The speaker; null when there is none of that id.</returns>
    public async Task<SessionSpeaker?> LabelAsync(string speakerId, string label, double? confidence)
    {
        if (roster.Find(speakerId) is null)
        {
            return null;
        }

        await writer.Reservation.ExtendAsync();
        await voices.RenameAsync(record.Id, speakerId, label, confidence);
        await finals.RenameSpeakerAsync(record.Id, speakerId, label);
        roster.Rename(speakerId, label, confidence);
        writer.Post(LiveMessage.Of(new SpeakerMessage(record.Id, writer.Seqs.Next(), speakerId, label, confidence)));
        return new SessionSpeaker(speakerId, label, confidence);
    }

    /// <summary>What is known of a track's voices from before it was taken up again.</summary>
    /// <param name="space">Of the engine's voices.</param>
    public async Task RestoreAsync(SpeakerTracker tracker, int track, string space) =>
        tracker.Restore(await voices.ReadAsync(record.Id, track, space), roster.All.Max(s => s.Number + 1) ?? 0);

    /// <summary>The stored finals that changed pieces say somebody else speaks in, with their new speakers and seqs.</summary>
    /// <param name="pieces">All of the track.</param>
    public async Task<List<Cue>> FindRelabelledAsync(
        ScribedTrack track, IReadOnlyList<LabelledPiece> pieces, IReadOnlyList<PieceChange> changes)
    {
        if (changes.Count == 0)
        {
            return [];
        }

        var from = AudioFormat.ToSeconds(changes.Min(c => c.Now.Piece.Start) + track.Offset);
        var to = AudioFormat.ToSeconds(changes.Max(c => c.Now.Piece.End) + track.Offset);
        var relabelled = new List<Cue>();
        foreach (var cue in await finals.ReadBetweenAsync(record.Id, from, to, LongestCue))
        {
            var speaker = CueRelabelling.SpeakerOf(cue, pieces, track.Offset) is { } label ? roster.Of(label) : null;
            if (speaker?.Id != cue.Speaker?.Id && !IsOfNamedTrack(cue) && !CueTouch.Has(cue, CueTouch.Speaker))
            {
                relabelled.Add(CueRelabelling.Relabel(cue, speaker, writer.Seqs.Next(), time.GetUtcNow()));
            }
        }

        return relabelled;
    }

    private static bool IsOfNamedTrack(Cue cue) => cue.Speaker is { } speaker && CueSpeaker.IsOfTrack(speaker.Id);
}
