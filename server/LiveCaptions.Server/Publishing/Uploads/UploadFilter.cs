using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Publishing.Uploads;

/// <summary>Finished sessions that say which video they are of; what is left out is of no account.</summary>
public sealed record UploadFilter
{
    private const int Page = 200;

    /// <summary>Made at this instant, or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Made before this instant.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Whether a person said that all of the transcript is right.</summary>
    public bool? Corrected { get; init; }

    /// <summary>BCP 47, of sessions that do not say theirs.</summary>
    public string? Language { get; init; }

    /// <returns>Newest first; at most one more than <paramref name="most"/>.</returns>
    internal async Task<IReadOnlyList<UploadRequest>> FindAsync(SessionStore sessions, int most)
    {
        var found = new List<UploadRequest>();
        SessionRow? last = null;
        do
        {
            var page = await sessions.ListAsync(Page, last);
            found.AddRange(page.Where(Fits)
                .Select(session => new UploadRequest { SessionId = session.Id, Language = session.Language ?? Language }));
            last = page.Count == Page && !(page[^1].CreatedAt < From) ? page[^1] : null;
        }
        while (last is not null && found.Count <= most);

        return [.. found.Take(most + 1)];
    }

    private bool Fits(SessionRow session) =>
        session.State == SessionState.Finished
        && !(session.CreatedAt < From) && !(session.CreatedAt >= To)
        && (Corrected is null || Corrected == session.CorrectedAt is not null)
        && SessionSettings.FromJson(session.Settings).Upload is { VideoId: not null };
}
