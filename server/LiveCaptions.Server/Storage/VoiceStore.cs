using System.Runtime.InteropServices;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Speakers;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Recognition;
using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage;

/// <summary>Voices and speakers of sessions. Voices come in with the finals that they were heard in, by <see cref="FinalStore"/>.</summary>
public sealed class VoiceStore(CaptionDatabase database)
{
    /// <summary>A track's pieces of one space, in order of time.</summary>
    public async Task<List<LabelledPiece>> ReadAsync(string sessionId, int track, string space)
    {
        var rows = await database.ReadAsync(db =>
            db.Voices.Where(v => v.SessionId == sessionId && v.Track == track && v.Space == space).OrderBy(v => v.Start).ToListAsync());
        return rows.ConvertAll(FromRow);
    }

    /// <summary>Pieces of one speaker of a session, and of one space; none once their vectors are deleted.</summary>
    public async Task<List<VoicePiece>> ReadSpeakerAsync(string sessionId, int number, string space)
    {
        var rows = await database.ReadAsync(db =>
            db.Voices.Where(v => v.SessionId == sessionId && v.Speaker == number && v.Space == space).OrderBy(v => v.Start).ToListAsync());
        return [.. rows.Where(row => row.Vector.Length > 0).Select(row => FromRow(row).Piece)];
    }

    /// <summary>Who spoke when in a session: as voices tell, and on tracks with a name as their cues do.</summary>
    public async Task<IReadOnlyList<SpeakerTurn>> ReadTurnsAsync(string sessionId, IEnumerable<Cue> cues)
    {
        var heard = await database.ReadAsync(db =>
            (from voice in db.Voices
             where voice.SessionId == sessionId
             join track in db.Tracks on new { voice.SessionId, Number = voice.Track } equals new { track.SessionId, track.Number }
             join speaker in db.Speakers on new { voice.SessionId, Number = voice.Speaker } equals new { speaker.SessionId, speaker.Number }
             select new { voice.Start, voice.End, track.Offset, speaker.Id, speaker.Label }).ToListAsync());
        var turns = heard.Select(h =>
            new SpeakerTurn(AudioFormat.ToSeconds(h.Start + h.Offset), AudioFormat.ToSeconds(h.End + h.Offset), h.Id, h.Label));
        var ids = heard.Select(h => h.Id).ToHashSet(StringComparer.Ordinal);
        return SpeakerTurns.Join(turns.Concat(SpeakerTurns.Of(cues.Where(cue => cue.Speaker is { } speaker && !ids.Contains(speaker.Id)))));
    }

    /// <summary>Gives a speaker another label.</summary>
    /// <param name="confidence">How sure a profile is of it; null where a person says so.</param>
    public Task RenameAsync(string sessionId, string id, string label, double? confidence = null) =>
        database.EraseSoonAsync(db => db.Speakers
            .Where(s => s.SessionId == sessionId && s.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Label, label).SetProperty(s => s.Named, confidence == null)
                .SetProperty(s => s.Confidence, confidence)));

    /// <summary>
    /// Deletes what is somebody's voice: the vectors. When who spoke stays, for turns, labels and curves. A step at a time,
    /// so that other writers get in between.
    /// </summary>
    public async Task DeleteVectorsAsync(string sessionId)
    {
        byte[] none = [];
        for (var isDone = false; !isDone;)
        {
            await database.EraseAsync(async db =>
            {
                (var rows, isDone) = await RowSteps.FirstAsync(
                    db.Voices.Where(v => v.SessionId == sessionId && v.Vector != none), voice => voice.Start);
                await rows.ExecuteUpdateAsync(set => set.SetProperty(v => v.Vector, none));
            });
        }
    }

    internal static VoiceRow ToRow(string sessionId, int track, string space, LabelledPiece labelled) => new()
    {
        SessionId = sessionId,
        Track = track,
        Start = labelled.Piece.Start,
        End = labelled.Piece.End,
        Weight = labelled.Piece.Weight,
        Space = space,
        Vector = MemoryMarshal.AsBytes(labelled.Piece.Vector.AsSpan()).ToArray(),
        Speaker = labelled.Speaker?.Number,
        Confidence = labelled.Speaker?.Confidence ?? 0,
    };

    private static LabelledPiece FromRow(VoiceRow row) => new(
        new VoicePiece(row.Start, row.End, row.Weight, MemoryMarshal.Cast<byte, float>(row.Vector).ToArray()),
        row.Speaker is { } speaker ? new SpeakerLabel(speaker, row.Confidence) : null);
}
