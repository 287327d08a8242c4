using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Scribing;
using LiveCaptions.Captions.Speakers;
using LiveCaptions.Server.Sessions.Writing;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Storage.Recordings;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Pipeline;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>Makes the tracks of one live session, on disk, in the store, and for recognition.</summary>
/// <param name="engine">Whose detector, voices and emotions serve all engines.</param>
/// <param name="naming">Names voices by profiles; null where nobody asks for it.</param>
internal sealed partial class TrackFactory(
    SessionRecord record, LiveSettings settings, Scribe scribe, CueWriter writer,
    SessionSpeakers speakers, ProfileNaming? naming, SessionTroubles troubles,
    SpeechEngine engine, SessionStore store, IRecordingStore recordings, StorageHealth health, RunnerContext context)
{
    /// <summary>A new track, with which the session is live.</summary>
    /// <exception cref="StorageException">The disk or the database takes none: nothing has changed.</exception>
    public async Task<AudioTrack> AddAsync(ITrackOwner owner, int number, string? speaker)
    {
        var row = new TrackRow
        {
            SessionId = record.Id,
            Number = number,
            Speaker = speaker,
            RecordingPath = Path.Combine(record.Id, $"track{number}.wav")
        };
        var named = speaker is null ? null : new KnownSpeaker(CueSpeaker.IdOfTrack(number), speaker, Number: null) { Named = true };
        var track = Open(owner, row);
        try
        {
            await AddAsync(row, named);
            return track;
        }
        catch
        {
            track.Dispose();
            throw;
        }
    }

    /// <summary>A track that a stopped server left.</summary>
    public AudioTrack Open(ITrackOwner owner, TrackRow row)
    {
        var recording = TrackRecording.Open(recordings, row.RecordingPath, health, context.Time);
        return new AudioTrack(owner, row, recording, settings.IsImport, context.Options, context.Time);
    }

    /// <summary>What recognises a track.</summary>
    public async Task<TrackRunner> CreateRunnerAsync(AudioTrack track)
    {
        var faults = new StageFaults((stage, fault) => LogFault(context.Logger, fault, record.Id, track.Number, stage));
        var tracker = await OpenTrackerAsync(track, faults);
        var words = new TrackWriter(track, tracker, scribe, writer, speakers, naming, record.Id, engine.Voices?.Model.Name ?? "", faults);

        // After a restart smoothing begins anew.
        var emotions = settings.Asked.Emotion == false ? null : engine.CreateEmotionTracker();
        var hearing = new TrackHearing(track, tracker, emotions, words, settings, troubles, faults, context);
        return new TrackRunner(track, settings.Engines, hearing, words, troubles, context);
    }

    private async Task AddAsync(TrackRow row, KnownSpeaker? speaker)
    {
        var reserved = writer.Reservation.For(writer.Seqs.Last);
        await store.AddTrackAsync(row, speaker, reserved);
        record.Note(session =>
        {
            session.State = SessionState.Live;
            session.Tracks.Add(row);
        });
        if (speaker is not null)
        {
            speakers.Roster.Add(speaker);
        }

        await writer.InTurnAsync(() =>
        {
            writer.Reservation.Note(reserved);
            return Task.CompletedTask;
        });
    }

    /// <summary>Voices are told apart unless the publisher has said who speaks.</summary>
    private async Task<SpeakerTracker?> OpenTrackerAsync(AudioTrack track, StageFaults faults)
    {
        var count = new SpeakerCount(settings.Asked.MaxSpeakers, settings.Asked.ExpectedSpeakers);
        if (track.Speaker is not null || settings.Asked.Diarization == false || engine.CreateTracker(count) is not { } tracker)
        {
            return null;
        }

        try
        {
            await speakers.RestoreAsync(tracker, track.Number, engine.Voices!.Model.Name);
            return tracker;
        }
        catch (Exception fault)
        {
            faults.Tell(LabelStage.Speakers, fault);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Session {Session} track {Track}: {Stage} failed; captions go on without these labels (told once)")]
    private static partial void LogFault(ILogger logger, Exception exception, string session, int track, LabelStage stage);
}
