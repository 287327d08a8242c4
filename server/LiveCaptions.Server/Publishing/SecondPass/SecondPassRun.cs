using System.Security.Cryptography;
using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;
using LiveCaptions.Captions.Scribing;
using LiveCaptions.Captions.Speakers;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Files;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Sessions.Requests;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Storage.Recordings;
using LiveCaptions.Server.Transcribing;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Ensemble;
using LiveCaptions.Speech.Formatting;
using LiveCaptions.Speech.Pipeline;
using LiveCaptions.Speech.Recognition;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Publishing.SecondPass;

/// <summary>
/// One session's recording → its transcript for publishing: (1) recognised as files are, voices told apart over all of it, which takes
/// its time; then, while nobody changes the session, (2) written down with the names that speakers have, and what people wrote kept.
/// </summary>
internal sealed partial class SecondPassRun(
    FinalStore finals, TranslationStore translations, VoiceStore voices, TimeProvider time, IRecordingStore recordings,
    IOptions<SecondPassOptions> options, ILogger<SecondPassRun> logger)
{
    // (1)
    /// <param name="session">With its tracks; it has ended.</param>
    /// <param name="show">Gets what is being done.</param>
    /// <exception cref="MediaReadException">There is no recording any more.</exception>
    public async Task<HeardSession> HearAsync(
        SessionRow session, IReadOnlyList<SpeechEngine> engines, Action<string> show, CancellationToken cancellationToken)
    {
        var settings = SessionSettings.FromJson(session.Settings);
        var tracks = new Dictionary<int, HeardTrack>();
        foreach (var track in session.Tracks)
        {
            var heard = new List<HeardTrack>();
            foreach (var engine in engines)
            {
                heard.Add(await HearAsync(session, track, engine, heard.Count, settings, show, cancellationToken));
            }

            tracks[track.Number] = heard.Count == 1 ? heard[0] : Voted(engines, heard);
        }

        return new HeardSession(tracks);
    }

    /// <param name="number">Of the engine: the first one tells voices apart.</param>
    private async Task<HeardTrack> HearAsync(
        SessionRow session, TrackRow track, SpeechEngine engine, int number, SessionSettings settings,
        Action<string> show, CancellationToken cancellationToken)
    {
        var transcribing = OptionsOf(session, settings, engine);
        var tracker = number == 0 && track.Speaker is null && settings.Diarization != false
            ? engine.CreateTracker(new SpeakerCount(settings.MaxSpeakers, settings.ExpectedSpeakers))
            : null;
        await using var reader = await MediaFile.OpenAsync(
            await recordings.FetchAsync(track.RecordingPath, cancellationToken), cancellationToken);
        using var journal = FinalsJournal.TryOpen(JournalOf(track, number), KeyOf(engine, transcribing, settings, reader.Duration));
        var (length, by) = (reader.Duration?.TotalSeconds ?? 0, number == 0 ? "" : $" by {engine.Recognizer.Name}");
        return await new TrackTranscriber(engine, transcribing, time).HearAsync(
            reader, journal, tracker, FaultsOf(session, track),
            done => show($"Track {track.Number}: {done:F0} of {length:F0} s{by}"), cancellationToken);
    }

    private HeardTrack Voted(IReadOnlyList<SpeechEngine> engines, IReadOnlyList<HeardTrack> heard)
    {
        string[] names = [.. engines.Select(engine => engine.Recognizer.Name)];
        var voted = EnsembleTranscript.Of(
            new EngineFinals(names[0], options.Value.WeightOf(names[0], leads: true), heard[0].Finals),
            [.. heard.Zip(names).Skip(1).Select(other => new EngineWords(
                other.Second, options.Value.WeightOf(other.Second, leads: false),
                [.. other.First.Finals.SelectMany(final => final.Words)]))],
            options.Value.Vote);
        return heard[0] with { Finals = voted.Finals, Doubts = voted.Doubts };
    }

    // (2)
    /// <summary>Stores the transcript. Nobody may change the session meanwhile.</summary>
    /// <param name="session">As it is now, with its tracks and speakers.</param>
    /// <returns>Its cues.</returns>
    public async Task<int> StoreAsync(SessionRow session, SpeechEngine engine, HeardSession heard)
    {
        var roster = new SpeakerRoster(session.Speakers.Select(speaker => speaker.ToSpeaker()));
        List<Cue> made = [];
        foreach (var track in session.Tracks.Where(track => heard.Tracks.ContainsKey(track.Number)))
        {
            var pieces = await NamedAsync(session, track.Number, engine, roster, heard.Tracks[track.Number].Voices);
            made.AddRange(Write(session, track, heard.Tracks[track.Number], pieces, roster));
        }

        var live = await finals.ReadAsync(session.Id);
        var older = await finals.ReadAsync(session.Id, version: CaptionVersion.Publishing);
        var edited = older.OrderBy(cue => cue.Start).Concat(live)
            .Concat(await finals.ReadDeletedAsync(session.Id)).Where(cue => cue.Edited).ToList();
        var kept = CarriedEdits.Into([.. made.OrderBy(cue => cue.Start)], edited);
        var cues = Numbered(CarriedEmotions.Onto(kept, live));
        var carried = CarriedTranslations.Onto(cues, [.. older, .. live], await TranslatedAsync(session), cues.Count + 1, time.GetUtcNow());
        await finals.ReplacePublishingAsync(session.Id, [.. cues, .. carried], roster.TakeNew(), DoubtfulCues.Of(session, heard, cues));
        return cues.Count;
    }

    /// <summary>All translations: those of the transcript for publishing that there was go first.</summary>
    private async Task<List<Cue>> TranslatedAsync(SessionRow session)
    {
        var languages = await translations.ListLanguagesAsync(session.Id);
        return languages.Count == 0 ? [] :
        [
            .. await finals.ReadAsync(session.Id, version: CaptionVersion.Publishing, languages: languages),
            .. await finals.ReadAsync(session.Id, languages: languages),
        ];
    }

    /// <summary>Nothing is left to be taken up.</summary>
    public void Forget(SessionRow session)
    {
        var numbers = Enumerable.Range(0, EnsembleRules.Most);
        foreach (var journal in session.Tracks.SelectMany(track => numbers.Select(number => JournalOf(track, number))).Where(File.Exists))
        {
            File.Delete(journal);
        }
    }

    private static TranscribingOptions OptionsOf(SessionRow session, SessionSettings settings, SpeechEngine engine) => new()
    {
        Language = LanguageTag.Match(session.Language, engine.Recognizer.Languages),
        Languages = settings.Languages ?? [],
        Background = true,
        Sounds = settings.Sounds == true,
        Keyterms = settings.Keyterms ?? [],
        Formatter = FormattingSettings.Create(settings.Formatting),
    };

    /// <summary>All that finals which are kept depend on; what is redacted is so before.</summary>
    private static string KeyOf(SpeechEngine engine, TranscribingOptions options, SessionSettings settings, TimeSpan? length)
    {
        var written = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(settings.Formatting, CaptionJson.Options));
        var terms = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(options.Keyterms, CaptionJson.Options));
        return $"{engine.Recognizer.Name} {options.Language} {string.Join(',', options.Languages)} {length?.TotalSeconds:F3} "
            + $"{Convert.ToHexString(written)} {Convert.ToHexString(terms)}";
    }

    private StageFaults FaultsOf(SessionRow session, TrackRow track) =>
        new((stage, fault) => LogFault(logger, fault, session.Id, track.Number, stage));

    /// <summary>The new pieces of voices with the numbers of those that were heard live where they are the same.</summary>
    private async Task<IReadOnlyList<LabelledPiece>?> NamedAsync(
        SessionRow session, int track, SpeechEngine engine, SpeakerRoster roster, IReadOnlyList<LabelledPiece>? heard)
    {
        if (heard is null || engine.Voices is not { Model.Name: var space })
        {
            return heard;
        }

        var free = roster.All.Select(speaker => speaker.Number ?? -1).DefaultIfEmpty(-1).Max() + 1;
        return SameVoices.Rename(heard, await voices.ReadAsync(session.Id, track, space), free);
    }

    private List<Cue> Write(
        SessionRow session, TrackRow track, HeardTrack heard, IReadOnlyList<LabelledPiece>? pieces, SpeakerRoster roster)
    {
        var scribed = new ScribedTrack(track.Number, track.Speaker) { Offset = track.Offset };

        // Voices are given to the cues once all of it is heard; which ones they were taken for meanwhile makes no speakers.
        var scribe = new Scribe(new CueTimeline(session.Id, new CueOptions(), time), new SpeakerRoster(roster.All));
        var formatter = FormattingSettings.Create(SessionSettings.FromJson(session.Settings).Formatting);
        var hidden = formatter is { Options.Redacts: true };
        var writing = new FormattingStage(
            () => hidden ? null : formatter, fault => FaultsOf(session, track).Tell(LabelStage.Formatting, fault));
        var cues = heard.Finals.SelectMany(final => scribe.Write(scribed, writing.Format(final)))
            .Where(cue => cue is { Kind: CueKind.Final, Text.Length: > 0 });
        return pieces is null
            ? [.. cues]
            : [.. cues.Select(cue =>
                cue with { Speaker = CueRelabelling.SpeakerOf(cue, pieces, track.Offset) is { } label ? roster.Of(label) : null })];
    }

    private static IReadOnlyList<Cue> Numbered(IEnumerable<Cue> cues) =>
        [.. cues.OrderBy(cue => cue.Start)
            .Select((cue, i) => cue with { Seq = i + 1, Id = CueIds.OfPublishing(i + 1), Revision = 1, Latency = null, Shown = null })];

    /// <param name="number">Of the engine.</param>
    private string JournalOf(TrackRow track, int number) =>
        recordings.NotesOf(track.RecordingPath) + (number == 0 ? "" : number);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Session {Session} track {Track}: {Stage} failed in the second pass; it goes on without these labels (told once)")]
    private static partial void LogFault(ILogger logger, Exception exception, string session, int track, LabelStage stage);
}
