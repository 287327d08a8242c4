using LiveCaptions.Server.Captions;
using LiveCaptions.Server.Live;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Sessions;

/// <summary>Transcripts in, stored and broadcast cues out.</summary>
public sealed partial class CaptionSession
{
    private const int SeqBlock = 1_000;

    /// <summary>Makes cues of a transcript; its finals, and how far the track is transcribed, are stored before anybody sees them.</summary>
    internal async Task PublishAsync(AudioTrack track, Transcript transcript)
    {
        await _publishing.WaitAsync();
        try
        {
            var cues = _timeline.Apply(track.Number, InSession(transcript, track.Offset), position => track.ReceivedAt(position - track.Offset), transcript.IsFinal ? NameOf : GuessOf);
            var messages = cues.Select(cue => Named(cue, track)).ToList();
            var finals = messages.Where(cue => cue.Kind == CueKind.Final).ToList();
            var replaced = await RelabelAsync(track, track.Voices, transcript.Relabelled);
            var emotions = EmotionsOf(track, transcript);
            if (transcript.IsFinal || finals.Count > 0)
            {
                Reserve();
                await _around.Finals.AddAsync(new FinalBatch(Id, track.Number)
                {
                    TranscribedUntil = transcript.IsFinal ? transcript.AudioEnd : null,
                    SeqReserved = _seqReserved,
                    Finals = finals,
                    Replaced = replaced,
                    Speakers = _speakers.TakeNew(),
                    VoiceSpace = _engine.Voices?.Model.Name ?? "",
                    Voices = transcript.Voices,
                    Relabelled = transcript.Relabelled,
                    Emotions = transcript.Emotions,
                });
                Interlocked.Add(ref _cueCount, finals.Count);
                await StoreLostAsync();
            }
            else if (Reserve())
            {
                await _around.Sessions.ReserveSeqAsync(Id, _seqReserved);
            }

            Volatile.Write(ref _shown, _timeline.OpenCues);
            foreach (var cue in messages)
            {
                _around.Broadcaster.Post(LiveMessage.Of(cue));
                _around.Metrics.CountCue(cue);
            }

            // Their seqs are higher: feeds take messages in order of seq only.
            replaced.ForEach(cue => _around.Broadcaster.Post(LiveMessage.Of(cue)));
            emotions.ForEach(emotion => _around.Broadcaster.Post(LiveMessage.Of(emotion)));

            await NameByProfilesAsync(track, transcript.Voices.Concat(transcript.Relabelled.Select(change => change.Now)));
        }
        finally
        {
            _publishing.Release();
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
    internal Task StoreProgressAsync(AudioTrack track, long position) =>
        _around.Finals.AddAsync(new FinalBatch(Id, track.Number) { TranscribedUntil = position });

    /// <summary>A person's correction of a final.</summary>
    /// <returns>The corrected cue; null when there is no final of that id.</returns>
    public async Task<Cue?> CorrectAsync(string cueId, string text)
    {
        await _publishing.WaitAsync();
        try
        {
            if (await _around.Finals.FindAsync(Id, cueId) is not { } cue)
            {
                return null;
            }

            var corrected = CueCorrection.Correct(cue, text, _timeline.NextSeq(), _around.Time.GetUtcNow());
            Reserve();
            await _around.Finals.ReplaceAsync(corrected, _seqReserved);
            _around.Broadcaster.Post(LiveMessage.Of(corrected));
            return corrected;
        }
        finally
        {
            _publishing.Release();
        }
    }

    /// <summary>Together with the finals that it may have harmed.</summary>
    private async Task StoreLostAsync()
    {
        var lost = _row.LostSamples;
        if (lost != _lostStored)
        {
            await _around.Sessions.ChangeAsync(Id, s => s.LostSamples = lost);
            _lostStored = lost;
        }
    }

    private static Transcript InSession(Transcript transcript, long offset) => offset == 0 ? transcript : transcript with
    {
        AudioEnd = transcript.AudioEnd + offset,
        Words = [.. transcript.Words.Select(word => word with { Start = word.Start + offset, End = word.End + offset })],
        Sounds = [.. transcript.Sounds.Select(sound => sound with { Start = sound.Start + offset, End = sound.End + offset })],
        Emotions = [.. transcript.Emotions.Select(turn => turn with { Start = turn.Start + offset, End = turn.End + offset })],
    };

    /// <returns>True when seqs were given out beyond what is stored as reserved: a new block has to be stored before they are sent.</returns>
    private bool Reserve()
    {
        if (_timeline.LastSeq <= _seqReserved)
        {
            return false;
        }

        _seqReserved = _timeline.LastSeq + SeqBlock;
        return true;
    }
}
