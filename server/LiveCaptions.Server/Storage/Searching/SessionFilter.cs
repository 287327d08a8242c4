namespace LiveCaptions.Server.Storage.Searching;

/// <summary>Which sessions are listed.</summary>
/// <param name="States">None: whatever the state.</param>
/// <param name="From">Made at that instant or later.</param>
/// <param name="To">Made before that instant.</param>
public sealed record SessionFilter(IReadOnlyList<SessionState> States, DateTimeOffset? From = null, DateTimeOffset? To = null)
{
    public static SessionFilter None { get; } = new([]);

    internal IQueryable<SessionRow> Of(IQueryable<SessionRow> sessions)
    {
        if (States.Count > 0)
        {
            sessions = sessions.Where(s => States.Contains(s.State));
        }

        if (From is { } from)
        {
            sessions = sessions.Where(s => s.CreatedAt >= from);
        }

        return To is { } to ? sessions.Where(s => s.CreatedAt < to) : sessions;
    }
}
