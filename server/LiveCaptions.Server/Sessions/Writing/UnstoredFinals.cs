using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions.Writing;

/// <summary>What one transcript brings, while the store does not take it. Viewers see its finals as interims meanwhile.</summary>
internal sealed record UnstoredFinals(TrackRecording Recording, FinalBatch Batch)
{
    /// <summary>Whether storing it was tried: then it may be there, though the database could not say so.</summary>
    public bool WasTried { get; set; }

    /// <summary>Whether the disk has the sound it was heard in: else a restarted server would take up a recording that is shorter than what
    /// is transcribed, and hear the rest twice.</summary>
    public bool IsRecorded => Batch.TranscribedUntil is not { } until || until <= Recording.Stored;

    /// <summary>As viewers get it until it is stored.</summary>
    public static Cue Shown(Cue final) => final with { Kind = CueKind.Interim };

    /// <summary>As it is to be stored now: messages that come behind all that were sent meanwhile.</summary>
    /// <param name="seq">The last seq that was given out.</param>
    public FinalBatch Renumbered(long seq, DateTimeOffset now) => Batch with
    {
        Finals = [.. Batch.Finals.Select(cue => cue with
        {
            Seq = ++seq,
            Revision = cue.Revision + 1,
            Latency = cue.Latency is { } latency ? Later(latency, cue, now) : null,
            Shown = cue.Shown is { } shown ? shown with { Final = Later(shown.Final, cue, now) } : null,
            CreatedAt = now,
        })],
        Replaced = [.. Batch.Replaced.Select(cue => cue with { Seq = ++seq })],
    };

    private static double Later(double latency, Cue cue, DateTimeOffset now) =>
        Math.Round(latency + (now - cue.CreatedAt).TotalSeconds, 3);
}
