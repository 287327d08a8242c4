using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Diarization;

namespace LiveCaptions.Server.Sessions;

/// <summary>Who says the cues.</summary>
public sealed partial class CaptionSession
{
    /// <summary>A cue is no longer than this many seconds: those that begin earlier have nothing to do with a piece.</summary>
    private const double LongestCue = 30;

    /// <summary>Whether voices are told apart on a track: not where its publisher has said who speaks.</summary>
    internal async Task<SpeakerTracker?> OpenTrackerAsync(AudioTrack track)
    {
        if (track.Speaker is not null || _settings.Diarization == false || _engine.CreateTracker(new SpeakerCount(_settings.MaxSpeakers, _settings.ExpectedSpeakers)) is not { } tracker)
        {
            return null;
        }

        try
        {
            tracker.Restore(await _around.Voices.ReadAsync(Id, track.Number, _engine.Voices!.Model.Name), _row.Speakers.Max(s => s.Number + 1) ?? 0);
            return tracker;
        }
        catch (Exception fault)
        {
            track.OnFault(LabelStage.Speakers, fault);
            return null;
        }
    }

    /// <summary>Once a track has ended and its finals are stored, all its voices are looked at together. Never fails.</summary>
    internal async Task ReviewSpeakersAsync(AudioTrack track, SpeakerTracker tracker)
    {
        await _publishing.WaitAsync();
        try
        {
            var changes = tracker.Review();
            var replaced = await RelabelAsync(track, tracker.Pieces, changes);
            var batch = new FinalBatch(Id, track.Number) { Replaced = replaced, Speakers = _speakers.TakeNew(), Relabelled = changes };
            if (await TryStoreAsync(track, batch))
            {
                replaced.ForEach(cue => Post(LiveMessage.Of(cue)));
                await NameByProfilesAsync(track, tracker.Pieces);
            }
        }
        catch (Exception fault)
        {
            track.OnFault(LabelStage.Speakers, fault);
        }
        finally
        {
            _publishing.Release();
        }
    }

    /// <summary>A person gives a speaker a name.</summary>
    /// <returns>The speaker; null when there is none of that id.</returns>
    public async Task<SessionSpeaker?> RenameSpeakerAsync(string speakerId, string label)
    {
        await _publishing.WaitAsync();
        try
        {
            await StoreAllAsync();
            return await LabelAsync(speakerId, label, confidence: null);
        }
        finally
        {
            _publishing.Release();
        }
    }

    /// <summary>Called while publishing.</summary>
    /// <param name="confidence">How sure a profile is of the label; null where a person says so.</param>
    private async Task<SessionSpeaker?> LabelAsync(string speakerId, string label, double? confidence)
    {
        lock (_lock)
        {
            if (_speakers.All.All(s => s.Id != speakerId))
            {
                return null;
            }
        }

        await ReserveAsync();
        await _around.Voices.RenameAsync(Id, speakerId, label, confidence);
        await _around.Finals.RenameSpeakerAsync(Id, speakerId, label);
        lock (_lock)
        {
            _speakers.Rename(speakerId, label, confidence);
        }

        Post(LiveMessage.Of(new SpeakerMessage(Id, _timeline.NextSeq(), speakerId, label, confidence)));
        return new SessionSpeaker(speakerId, label, confidence);
    }

    /// <summary>The stored finals that changed pieces say somebody else speaks in, with their new speakers and seqs; none where that fails.</summary>
    private async Task<List<Cue>> RelabelAsync(AudioTrack track, IReadOnlyList<LabelledPiece> pieces, IReadOnlyList<PieceChange> changes)
    {
        try
        {
            return changes.Count == 0 ? [] : await FindRelabelledAsync(track, pieces, changes);
        }
        catch (Exception fault)
        {
            track.OnFault(LabelStage.Speakers, fault);
            return [];
        }
    }

    private async Task<List<Cue>> FindRelabelledAsync(AudioTrack track, IReadOnlyList<LabelledPiece> pieces, IReadOnlyList<PieceChange> changes)
    {
        var from = AudioFormat.ToSeconds(changes.Min(c => c.Now.Piece.Start) + track.Offset);
        var to = AudioFormat.ToSeconds(changes.Max(c => c.Now.Piece.End) + track.Offset);
        var relabelled = new List<Cue>();
        foreach (var cue in await _around.Finals.ReadBetweenAsync(Id, from, to, LongestCue))
        {
            var speaker = CueRelabelling.SpeakerOf(cue, pieces, track.Offset) is { } label ? NameOf(label) : null;
            if (speaker?.Id != cue.Speaker?.Id && !IsOfNamedTrack(cue))
            {
                relabelled.Add(CueRelabelling.Relabel(cue, speaker, _timeline.NextSeq(), _around.Time.GetUtcNow()));
            }
        }

        return relabelled;
    }

    private bool IsOfNamedTrack(Cue cue) => cue.Speaker is { } speaker && Tracks.Any(t => t.Speaker is not null && CueSpeaker.IdOfTrack(t.Number) == speaker.Id);

    private CueSpeaker NameOf(SpeakerLabel label)
    {
        lock (_lock)
        {
            return _speakers.Of(label);
        }
    }

    private CueSpeaker GuessOf(SpeakerLabel label)
    {
        lock (_lock)
        {
            return _speakers.Guess(label);
        }
    }

    private Cue Named(Cue cue, AudioTrack track)
    {
        lock (_lock)
        {
            return track.Speaker is { } name && !SoundCue.Is(cue) ? cue with { Speaker = _speakers.Of(track.Number, name) } : cue;
        }
    }
}
