using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Emotions;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Recognition;
using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage;

/// <summary>How sessions are said. Comes in with the finals that it was heard in, by <see cref="FinalStore"/>.</summary>
public sealed class EmotionStore(CaptionDatabase database)
{
    /// <summary>All points of a session, with the speakers that are known now.</summary>
    public async Task<List<EmotionPoint>> ReadAsync(string sessionId)
    {
        var rows = await database.ReadAsync(db => db.Emotions.Where(e => e.SessionId == sessionId).OrderBy(e => e.Id).ToListAsync());
        if (rows.Count == 0)
        {
            return [];
        }

        var tracks = await database.ReadAsync(db => db.Tracks.Where(t => t.SessionId == sessionId).ToDictionaryAsync(t => t.Number));
        var voices = await database.ReadAsync(db => db.Voices
            .Where(v => v.SessionId == sessionId && v.Speaker != null)
            .OrderBy(v => v.Start)
            .Select(v => new { v.Track, v.Start, v.End, Speaker = v.Speaker!.Value })
            .ToListAsync());
        var ids = await database.ReadAsync(db => db.Speakers
            .Where(s => s.SessionId == sessionId && s.Number != null)
            .ToDictionaryAsync(s => s.Number!.Value, s => s.Id));
        var ofTracks = voices.ToLookup(v => v.Track, v => (v.Start, v.End, v.Speaker));
        return rows.ConvertAll(row =>
        {
            var track = tracks[row.Track];
            var number = track.Speaker is null ? TurnSpeakers.Of(row.Start, row.End, ofTracks[row.Track]) : null;
            var speaker = track.Speaker is not null ? CueSpeaker.IdOfTrack(row.Track)
                : number is { } known ? ids.GetValueOrDefault(known)
                : null;
            return new EmotionPoint(
                speaker, Seconds(row.Start + track.Offset), Seconds(row.End + track.Offset), row.Arousal, row.Valence, row.Label);
        });
    }

    internal static EmotionRow ToRow(string sessionId, int track, EmotionTurn turn) => new()
    {
        SessionId = sessionId,
        Track = track,
        Start = turn.Start,
        End = turn.End,
        Arousal = Math.Round(turn.Smoothed.Arousal, 3),
        Valence = Math.Round(turn.Smoothed.Valence, 3),
        Label = turn.Label is { } label ? CueEmotion.NameOf(label) : null,
    };

    private static double Seconds(long samples) => Math.Round(AudioFormat.ToSeconds(samples), 3);
}
