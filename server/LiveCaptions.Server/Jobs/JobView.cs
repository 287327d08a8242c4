using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Jobs;

/// <summary>A job as the API shows it.</summary>
/// <param name="Session">The session that it is about; null where there is none.</param>
/// <param name="Attempts">How often it was begun.</param>
/// <param name="NotBefore">When it is tried next, where it waits.</param>
/// <param name="Message">What it does, why it waits, or what came of it.</param>
public sealed record JobView(
    long Id, string Kind, string Key, string? Session, JobState State, int Attempts,
    DateTimeOffset CreatedAt, DateTimeOffset? NotBefore, DateTimeOffset? EndedAt, string? Message)
{
    public static JobView Of(JobRow row, JobQueue queue) => new(
        row.Id, row.Kind, row.Key, row.SessionId, row.State, row.Attempts, row.CreatedAt,
        row.State == JobState.Waiting ? row.NotBefore : null, row.EndedAt, queue.MessageOf(row.Id) ?? row.Message);
}
