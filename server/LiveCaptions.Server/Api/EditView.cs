using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Api;

/// <summary>A step of editing: what a person changed at once.</summary>
/// <param name="Seq">Of its last message, when it was made.</param>
/// <param name="Kind">What it did: <c>correct</c>, <c>split</c>, <c>merge</c>, <c>insert</c>, <c>delete</c>,
/// <c>replace</c>, <c>captions</c>.</param>
/// <param name="By">Id of the key or token by which it was done; <c>this machine</c> where nobody needs one.</param>
/// <param name="Cues">Finals that it changed, made or deleted.</param>
/// <param name="UndoneAt">When it was taken back; absent while it holds.</param>
/// <param name="Kept">Whether what was before it is still known, so that it can be taken back, or done again.</param>
public sealed record EditView(
    long Seq, string Kind, DateTimeOffset At, string By, int Cues, DateTimeOffset? UndoneAt, string? UndoneBy, bool Kept)
{
    internal static EditView From(EditRow row) =>
        new(row.Seq, row.Kind, row.At, row.By, row.Cues, row.UndoneAt, row.UndoneBy, Kept: row.Size > 0);
}
