using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Scribing;
using LiveCaptions.Captions.Speakers;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Metrics;
using LiveCaptions.Server.Profiles;
using LiveCaptions.Server.Sessions.Editing;
using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Server.Sessions.Writing;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Storage.Recordings;
using LiveCaptions.Speech.Engines;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Sessions;

/// <summary>Puts sessions together: who of their parts gets what, is to be seen here.</summary>
public sealed class SessionFactory(
    SessionStore sessions,
    FinalStore finals,
    TranslationStore translations,
    EditStore edits,
    VoiceStore voices,
    VoiceProfiles profiles,
    CueBroadcaster broadcaster,
    CaptionMetrics metrics,
    SessionViews views,
    IEnumerable<ISessionFollowUp> followUps,
    TimeProvider time,
    IOptions<SessionOptions> options,
    IOptions<CueOptions> cues,
    IRecordingStore recordings,
    StorageHealth health,
    EnginePool engines,
    IOptions<EngineOptions> engineOptions,
    ILogger<LiveSession> logger)
{
    private readonly CueOutlets _to = new(sessions, finals, translations, broadcaster, metrics, time);

    /// <param name="row">As stored, with its tracks and speakers.</param>
    public async Task<LiveSession> OpenAsync(SessionRow row, SpeechEngine engine) => Open(row, await CountAsync(row.Id), engine);

    /// <param name="row">As stored, with its tracks and speakers.</param>
    /// <param name="stored">Finals of it that are stored.</param>
    public LiveSession Open(SessionRow row, int stored, SpeechEngine engine)
    {
        var stop = new CancellationTokenSource();
        var (record, troubles) = (new SessionRecord(row, sessions), new SessionTroubles(row.Id, logger));
        var settings = new LiveSettings(record, options.Value, cues.Value, engines.Chain);
        var (seqs, roster) = (new SeqCounter(row.SeqReserved), RosterOf(row));

        // Cue numbers never exceed seqs, so going on above the last seq repeats none of them either.
        var scribe = new Scribe(new CueTimeline(row.Id, cues.Value, time, seqs, (int)row.SeqReserved), roster);
        var writer = new CueWriter(record, stored, seqs, SeqReservation.LiveBlock, troubles, _to, () => scribe.OpenCues, stop.Token);
        var speakers = new SessionSpeakers(record, roster, writer, finals, voices, time);
        var naming = settings.Asked.Profiles == true && engine.Voices is { Model: var model }
            ? new ProfileNaming(speakers, profiles, model)
            : null;

        var tracks = new TrackList();
        var view = new LiveView(record, roster, writer, troubles, tracks, settings.Engines, views.Complete);
        var life = new SessionLife(record, writer, troubles, () => view.Now, [.. followUps], time, logger, stop.Token);
        troubles.Changed = life.Show;
        var notices = new NoticeLog(record, settings.IsImport, metrics, life.StoreNotes, life.Show, logger);
        var switches = new EngineSwitches(record, notices, metrics, life);
        var context = new RunnerContext(
            row.Id, options.Value, engineOptions.Value.Stall, engineOptions.Value.Hang, engineOptions.Value.Ready, switches.Tell, metrics,
            time, logger);
        var factory = new TrackFactory(
            record, settings, scribe, writer, speakers, naming, troubles, engine, sessions, recordings, health, context);
        var running = new SessionTracks(record, tracks, factory, life, notices, troubles, sessions, metrics, logger, stop.Token);
        var cueEditor = EditorOf(record, writer, roster, scribe.NextId, () => view.Now.Duration);
        var translator = new TranslationWriter(record, writer, troubles, finals, translations, time);
        var editor = new SessionEditor(record, writer, speakers, cueEditor, translator, () => view.Now, settings.Update);
        return new LiveSession(record, settings, life, writer, tracks, running, view, editor, stop);
    }

    /// <summary>For changes of a session that is not live; nobody else may change it meanwhile.</summary>
    internal async Task<SessionEditor> EditAsync(SessionRow row)
    {
        var (record, roster, seqs) = (new SessionRecord(row, sessions), RosterOf(row), new SeqCounter(row.SeqReserved));
        var troubles = new SessionTroubles(row.Id, logger);
        var writer = new CueWriter(
            record, await CountAsync(row.Id), seqs, seqBlock: 0, troubles, _to, open: () => [], CancellationToken.None);
        var speakers = new SessionSpeakers(record, roster, writer, finals, voices, time);

        // As a timeline that is opened now would go on, with no more numbers than seqs.
        var lastId = row.SeqReserved;
        var cueEditor = EditorOf(record, writer, roster, () => CueTimeline.IdOf(++lastId), now: null);
        var translator = new TranslationWriter(record, writer, troubles, finals, translations, time);
        return new SessionEditor(record, writer, speakers, cueEditor, translator, View, changed: () => { });

        SessionView View() => views.Complete(record.Read(now => SessionView.From(now, roster.All, writer.Finals, now.Samples)));
    }

    private CueEditor EditorOf(SessionRecord record, CueWriter writer, SpeakerRoster roster, Func<string> nextId, Func<double>? now)
    {
        var editable = new EditableCues(record.Id, finals, translations);
        var steps = new EditSteps(record, writer, roster, finals, editable, edits, options.Value, time);
        var made = new NewCues(record, finals, nextId, time);
        var file = new CaptionFileEdit(record, roster, finals, steps, made, now);
        return new CueEditor(record, writer, roster, finals, editable, steps, made, file, now);
    }

    private static SpeakerRoster RosterOf(SessionRow row) => new(row.Speakers.Select(s => s.ToSpeaker()));

    private async Task<int> CountAsync(string id) => (await finals.CountAsync([id])).GetValueOrDefault(id);
}
