using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Scribing;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Pipeline;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Sessions.Writing;

/// <summary>A live track's transcripts in, stored and sent cues out.</summary>
/// <param name="tracker">Tells the track's voices apart; null where they are not.</param>
/// <param name="naming">Names voices by profiles; null where nobody asks for it.</param>
/// <param name="voiceSpace">Name of the space that voices are compared in.</param>
internal sealed class TrackWriter(
    AudioTrack track, SpeakerTracker? tracker, Scribe scribe, CueWriter writer, SessionSpeakers speakers,
    ProfileNaming? naming, string sessionId, string voiceSpace, StageFaults faults)
{
    private IReadOnlyList<LabelledPiece> Voices => tracker?.Pieces ?? [];

    /// <summary>
    /// Makes cues of a transcript; its finals, and how far the track is transcribed, are stored before anybody sees them as finals.
    /// </summary>
    public async Task WriteAsync(Transcript transcript)
    {
        await writer.WaitForRoomAsync();
        await writer.InTurnAsync(() => WriteNextAsync(transcript));
    }

    /// <summary>Takes back what an utterance's interims showed.</summary>
    public Task WithdrawAsync(int utterance, long position, string? language) => WriteAsync(new Transcript
    {
        Utterance = utterance,
        IsFinal = true,
        Words = [],
        StableWords = 0,
        Language = language ?? "und",
        AudioEnd = position,
    });

    /// <summary>Nothing is left to recognise up to <paramref name="position"/>, though no final says so.</summary>
    public Task StoreProgressAsync(long position) =>
        writer.InTurnAsync(() =>
            writer.TryStoreAsync(track.Recording, new FinalBatch(sessionId, track.Number) { TranscribedUntil = position }));

    /// <summary>Completes when all is stored that was written before.</summary>
    public Task UntilAllStoredAsync(CancellationToken cancellationToken) => writer.UntilAllStoredAsync(cancellationToken);

    /// <summary>Once the track has ended and its finals are stored, all its voices are looked at together. Never fails.</summary>
    public Task ReviewSpeakersAsync() => tracker is null ? Task.CompletedTask : writer.InTurnAsync(() => TellingFaultsAsync(async () =>
    {
        var changes = tracker.Review();
        var replaced = await RelabelAsync(track.Scribed, changes);
        var batch = new FinalBatch(sessionId, track.Number)
        {
            Replaced = replaced,
            Speakers = speakers.Roster.TakeNew(),
            Relabelled = changes
        };
        if (await writer.TryStoreAsync(track.Recording, batch) is { } stored)
        {
            writer.PostFinals(stored.Replaced.Concat(stored.Translations));
            await NameAsync(Voices);
        }
    }));

    private async Task WriteNextAsync(Transcript transcript)
    {
        var scribed = track.Scribed;
        var cues = scribe.Write(scribed, transcript);
        var finals = cues.Where(cue => cue.Kind == CueKind.Final).ToList();
        var replaced = await RelabelAsync(scribed, transcript.Relabelled);

        // Behind everything else of the transcript: their seqs are the last.
        var emotions = scribe.Feel(scribed, transcript).Select(point => EmotionMessage.Of(point, sessionId, writer.Seqs.Next())).ToList();
        var stored = transcript.IsFinal || finals.Count > 0
            ? await writer.TryStoreAsync(track.Recording, BatchOf(transcript, finals, replaced))
            : await ReserveAsync();
        writer.NoteShown();
        Send(cues, emotions, stored);
        if (stored is not null)
        {
            await NameAsync(transcript.Voices.Concat(transcript.Relabelled.Select(change => change.Now)));
        }
    }

    /// <summary>Interims are not stored: all that they need is seqs.</summary>
    private async Task<FinalBatch> ReserveAsync()
    {
        await writer.TryReserveAsync();
        return new FinalBatch(sessionId, track.Number);
    }

    private FinalBatch BatchOf(Transcript transcript, IReadOnlyList<Cue> finals, IReadOnlyList<Cue> replaced) =>
        new(sessionId, track.Number)
        {
            TranscribedUntil = transcript.IsFinal ? transcript.AudioEnd : null,
            Finals = finals,
            Replaced = replaced,
            Speakers = speakers.Roster.TakeNew(),
            VoiceSpace = voiceSpace,
            Voices = transcript.Voices,
            Relabelled = transcript.Relabelled,
            Emotions = transcript.Emotions,
        };

    /// <param name="stored">Null where it waits to be stored.</param>
    private void Send(IReadOnlyList<Cue> cues, IReadOnlyList<EmotionMessage> emotions, FinalBatch? stored)
    {
        foreach (var cue in cues)
        {
            writer.Post(stored is not null || cue.Kind == CueKind.Interim ? cue : UnstoredFinals.Shown(cue));
        }

        // In order of seq, as feeds take them: the replaced ones' are higher, and those of translations are given out last.
        writer.PostFinals(stored?.Replaced ?? []);
        foreach (var emotion in emotions)
        {
            writer.Post(LiveMessage.Of(emotion));
        }

        writer.PostFinals(stored?.Translations ?? []);
    }

    /// <returns>None where that fails.</returns>
    private async Task<List<Cue>> RelabelAsync(ScribedTrack scribed, IReadOnlyList<PieceChange> changes)
    {
        List<Cue> relabelled = [];
        await TellingFaultsAsync(async () => relabelled = await speakers.FindRelabelledAsync(scribed, Voices, changes));
        return relabelled;
    }

    private Task NameAsync(IEnumerable<LabelledPiece> heard) =>
        naming is null ? Task.CompletedTask : TellingFaultsAsync(() => naming.NameAsync(Voices, heard));

    /// <summary>Who speaks is an extra: words go on without it.</summary>
    private async Task TellingFaultsAsync(Func<Task> label)
    {
        try
        {
            await label();
        }
        catch (Exception fault)
        {
            faults.Tell(LabelStage.Speakers, fault);
        }
    }
}
