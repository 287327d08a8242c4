using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Sessions;

/// <summary>Transcripts in, stored and broadcast cues out.</summary>
public sealed partial class CaptionSession
{
    /// <summary>Makes cues of a transcript; its finals, and how far the track is transcribed, are stored before anybody sees them as finals.</summary>
    internal async Task PublishAsync(AudioTrack track, Transcript transcript)
    {
        await WaitForRoomAsync();
        await _publishing.WaitAsync();
        try
        {
            if (!_gone)
            {
                await PublishNextAsync(track, transcript);
            }
        }
        finally
        {
            _publishing.Release();
        }
    }

    private async Task PublishNextAsync(AudioTrack track, Transcript transcript)
    {
        var cues = _timeline.Apply(
            track.Number,
            InSession(transcript, track.Offset),
            position => track.ReceivedAt(position - track.Offset),
            (label, kind) => kind == CueKind.Final ? NameOf(label) : GuessOf(label));
        var messages = cues.Select(cue => Named(cue, track)).ToList();
        var finals = messages.Where(cue => cue.Kind == CueKind.Final).ToList();
        var replaced = await RelabelAsync(track, track.Voices, transcript.Relabelled);
        var emotions = EmotionsOf(track, transcript);
        var stored = true;
        if (transcript.IsFinal || finals.Count > 0)
        {
            stored = await TryStoreAsync(track, new FinalBatch(Id, track.Number)
            {
                TranscribedUntil = transcript.IsFinal ? transcript.AudioEnd : null,
                Finals = finals,
                Replaced = replaced,
                Speakers = _speakers.TakeNew(),
                VoiceSpace = _engine.Voices?.Model.Name ?? "",
                Voices = transcript.Voices,
                Relabelled = transcript.Relabelled,
                Emotions = transcript.Emotions,
            });
        }
        else
        {
            await TryReserveAsync();
        }

        NoteShown();
        foreach (var cue in messages)
        {
            Post(stored || cue.Kind == CueKind.Interim ? cue : UnstoredFinals.Shown(cue));
        }

        if (stored)
        {
            // Their seqs are higher: feeds take messages in order of seq only.
            replaced.ForEach(cue => Post(LiveMessage.Of(cue)));
        }

        emotions.ForEach(emotion => Post(LiveMessage.Of(emotion)));
        if (stored)
        {
            await NameByProfilesAsync(track, transcript.Voices.Concat(transcript.Relabelled.Select(change => change.Now)));
        }
    }

    /// <summary>Takes back what an utterance's interims showed.</summary>
    internal Task WithdrawAsync(AudioTrack track, int utterance, long position) => PublishAsync(track, new Transcript
    {
        Utterance = utterance,
        IsFinal = true,
        Words = [],
        StableWords = 0,
        Language = _row.Language ?? "und",
        AudioEnd = position,
    });

    /// <summary>Nothing is left to recognise up to <paramref name="position"/>, though no final says so.</summary>
    internal async Task StoreProgressAsync(AudioTrack track, long position)
    {
        await _publishing.WaitAsync();
        try
        {
            if (!_gone)
            {
                await TryStoreAsync(track, new FinalBatch(Id, track.Number) { TranscribedUntil = position });
            }
        }
        finally
        {
            _publishing.Release();
        }
    }

    /// <summary>A person's correction of a final.</summary>
    /// <returns>The corrected cue; null when there is no final of that id.</returns>
    public async Task<Cue?> CorrectAsync(string cueId, string text)
    {
        await _publishing.WaitAsync();
        try
        {
            await StoreAllAsync();
            if (await _around.Finals.FindAsync(Id, cueId) is not { } cue)
            {
                return null;
            }

            await ReserveAsync();
            var corrected = CueCorrection.Correct(cue, text, _timeline.NextSeq(), _around.Time.GetUtcNow());
            await _around.Finals.ReplaceAsync(corrected, _seqReserved);
            Post(LiveMessage.Of(corrected));
            return corrected;
        }
        finally
        {
            _publishing.Release();
        }
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
