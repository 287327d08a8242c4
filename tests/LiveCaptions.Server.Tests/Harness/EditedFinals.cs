using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>Finals that somebody changed, without a session that they are changed in.</summary>
internal static class EditedFinals
{
    /// <summary>Puts a changed final in the place of the one with its id.</summary>
    public static Task ReplaceAsync(this FinalStore finals, Cue cue, long seqReserved) =>
        finals.EditAsync(Edit(cue) with { Changed = [cue], SeqReserved = seqReserved });

    public static EditBatch Edit(Cue last) => new(new EditRow
    {
        SessionId = last.SessionId,
        Seq = last.Seq,
        Kind = "correct",
        At = DateTimeOffset.UnixEpoch,
        By = "somebody",
        Cues = 1,
    })
    {
        IsNew = true,
        SeqReserved = last.Seq,
    };
}
