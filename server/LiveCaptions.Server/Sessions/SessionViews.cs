using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Sessions;

/// <summary>
/// Sessions as everybody outside sees them, with what their rows do not know: how far an import is, and when what is deleted.
/// </summary>
public sealed class SessionViews(FinalStore finals, ImportProgress imports, IOptions<RetentionOptions> retention)
{
    /// <summary>Of sessions at rest.</summary>
    public async Task<List<SessionView>> OfAsync(IReadOnlyList<SessionRow> rows)
    {
        var counts = await finals.CountAsync([.. rows.Select(r => r.Id)]);
        return [.. rows.Select(row => Complete(SessionView.From(row, counts.GetValueOrDefault(row.Id))))];
    }

    internal SessionView Complete(SessionView view) => imports.Complete(view).Expiring(retention.Value);
}
