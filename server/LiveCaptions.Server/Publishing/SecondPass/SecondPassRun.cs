using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;
using LiveCaptions.Captions.Scribing;
using LiveCaptions.Captions.Speakers;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Files;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Transcribing;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Formatting;
using LiveCaptions.Speech.Pipeline;
using LiveCaptions.Speech.Recognition;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Publishing.SecondPass;

/// <summary>
/// One session's recording → its transcript for publishing: recognised as files are, voices told apart over all of it, speakers with the names
/// that they have, and what people wrote kept.
/// </summary>
internal sealed partial class SecondPassRun(FinalStore finals, VoiceStore voices, TimeProvider time, IOptions<StorageOptions> storage, ILogger<SecondPassRun> logger)
{
    /// <param name="session">With its tracks and speakers; it has ended.</param>
    /// <param name="show">Gets what is being done.</param>
    /// <returns>The cues in order of start, and speakers among them that the session has not yet.</returns>
    /// <exception cref="MediaReadException">There is no recording any more.</exception>
    public async Task<(IReadOnlyList<Cue> Cues, IReadOnlyList<KnownSpeaker> Speakers)> MakeAsync(
        SessionRow session, SpeechEngine engine, Action<string> show, CancellationToken cancellationToken)
    {
        var settings = SessionSettings.FromJson(session.Settings);
        var options = OptionsOf(session, settings, engine);
        var roster = new SpeakerRoster(session.Speakers.Select(speaker => speaker.ToSpeaker()));
        List<Cue> made = [];
        foreach (var track in session.Tracks)
        {
            var tracker = track.Speaker is null && settings.Diarization != false
                ? engine.CreateTracker(new SpeakerCount(settings.MaxSpeakers, settings.ExpectedSpeakers))
                : null;
            var faults = new StageFaults((stage, fault) => LogFault(logger, fault, session.Id, track.Number, stage));
            var heard = await HearAsync(track, engine, options, tracker, faults, show, cancellationToken);
            var pieces = await NamedAsync(session, track.Number, engine, heard.Voices);
            made.AddRange(Write(session, track, heard, pieces, options.Formatter, roster, faults));
        }

        var live = await finals.ReadAsync(session.Id);
        var edited = (await finals.ReadPublishingAsync(session.Id)).Concat(live).Where(cue => cue.Edited).Concat(await finals.ReadDeletedAsync(session.Id)).ToList();
        var cues = CarriedEdits.Into([.. made.OrderBy(cue => cue.Start)], edited).Select(cue => CarriedEmotions.Onto(cue, live));
        return (Numbered(cues), roster.TakeNew());
    }

    /// <summary>Nothing is left to be taken up.</summary>
    public void Forget(SessionRow session)
    {
        foreach (var track in session.Tracks)
        {
            File.Delete(JournalOf(track));
        }
    }

    private static TranscribingOptions OptionsOf(SessionRow session, SessionSettings settings, SpeechEngine engine) => new()
    {
        Language = LanguageTag.Match(session.Language, engine.Recognizer.Languages),
        Background = true,
        Sounds = settings.Sounds == true,
        Keyterms = settings.Keyterms ?? [],
        Formatter = FormattingSettings.Create(settings.Formatting),
    };

    private async Task<HeardTrack> HearAsync(
        TrackRow track, SpeechEngine engine, TranscribingOptions options, SpeakerTracker? tracker, StageFaults faults, Action<string> show, CancellationToken cancellationToken)
    {
        await using var reader = await MediaFile.OpenAsync(Path.Combine(storage.Value.RecordingsDirectory, track.RecordingPath), cancellationToken);
        var length = reader.Duration?.TotalSeconds ?? 0;
        using var journal = FinalsJournal.TryOpen(JournalOf(track), $"{engine.Recognizer.Name} {options.Language} {length:F3}");
        return await new TrackTranscriber(engine, options, time).HearAsync(
            reader, journal, tracker, faults, done => show($"Track {track.Number}: {done:F0} of {length:F0} s"), cancellationToken);
    }

    /// <summary>The new pieces of voices with the numbers of those that were heard live where they are the same.</summary>
    private async Task<IReadOnlyList<LabelledPiece>?> NamedAsync(SessionRow session, int track, SpeechEngine engine, IReadOnlyList<LabelledPiece>? heard) =>
        heard is null || engine.Voices is not { Model.Name: var space } ? heard : SameVoices.Rename(heard, await voices.ReadAsync(session.Id, track, space));

    private List<Cue> Write(
        SessionRow session, TrackRow track, HeardTrack heard, IReadOnlyList<LabelledPiece>? pieces, TranscriptFormatter? formatter, SpeakerRoster roster, StageFaults faults)
    {
        var scribed = new ScribedTrack(track.Number, track.Speaker) { Offset = track.Offset };

        // Voices are given to the cues once all of it is heard; which ones they were taken for meanwhile makes no speakers.
        var scribe = new Scribe(new CueTimeline(session.Id, new CueOptions(), time), new SpeakerRoster(roster.All));
        var hidden = formatter is { Options.Redacts: true };
        var writing = new FormattingStage(() => hidden ? null : formatter, fault => faults.Tell(LabelStage.Formatting, fault));
        var cues = heard.Finals.SelectMany(final => scribe.Write(scribed, writing.Format(final))).Where(cue => cue is { Kind: CueKind.Final, Text.Length: > 0 });
        return pieces is null ? [.. cues] : [.. cues.Select(cue => cue with { Speaker = CueRelabelling.SpeakerOf(cue, pieces, track.Offset) is { } label ? roster.Of(label) : null })];
    }

    private static IReadOnlyList<Cue> Numbered(IEnumerable<Cue> cues) =>
        [.. cues.OrderBy(cue => cue.Start).Select((cue, i) => cue with { Seq = i + 1, Id = CueIds.OfPublishing(i + 1), Revision = 1, Latency = null })];

    private string JournalOf(TrackRow track) => Path.Combine(storage.Value.RecordingsDirectory, Path.ChangeExtension(track.RecordingPath, ".pass"));

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session} track {Track}: {Stage} failed in the second pass; it goes on without these labels (told once)")]
    private static partial void LogFault(ILogger logger, Exception exception, string session, int track, LabelStage stage);
}
