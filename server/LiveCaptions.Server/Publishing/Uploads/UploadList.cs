using LiveCaptions.Server.Publishing.Quota;
using LiveCaptions.Server.Publishing.YouTube;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Publishing.Uploads;

/// <summary>The queue as it stands, with when each goes as far as the quota lets it.</summary>
public sealed class UploadList(
    UploadStore uploads, YouTubeChannelStore channels, QuotaLedger ledger, IOptions<YouTubeOptions> options, TimeProvider time)
{
    /// <summary>By video, oldest first.</summary>
    public async Task<IReadOnlyList<UploadView>> ReadAsync()
    {
        var rows = await uploads.ListAsync();
        var plan = await PlanAsync(rows);
        return [.. rows.Select(row => UploadView.Of(row, plan.TryGetValue(row.Id, out var at) ? at : null))];
    }

    /// <returns>Null where there is none.</returns>
    public async Task<UploadView?> FindAsync(string id)
    {
        if (await uploads.FindAsync(id) is not { } row)
        {
            return null;
        }

        // When it goes depends on what else waits, and on nothing that is over.
        var plan = IsWaiting(row) ? await PlanAsync(await uploads.ListOpenAsync()) : null;
        return UploadView.Of(row, plan?.TryGetValue(id, out var at) is true ? at : null);
    }

    public Task<QuotaStanding> QuotaAsync() => ledger.ReadAsync(options.Value.Project);

    /// <summary>Each project has a quota of its own.</summary>
    private async Task<IReadOnlyDictionary<string, DateTimeOffset>> PlanAsync(List<UploadRow> rows)
    {
        var known = await channels.ListAsync();
        var plan = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var project in rows.Where(IsWaiting).GroupBy(row => ProjectOf(row, known)))
        {
            foreach (var (id, at) in Plan([.. project], await ledger.ReadAsync(project.Key)))
            {
                plan[id] = at;
            }
        }

        return plan;
    }

    private string ProjectOf(UploadRow row, List<YouTubeChannelRow> known) =>
        (row.ChannelId is { } id
            ? known.Find(channel => channel.Id == id || string.Equals(channel.Title, id, StringComparison.OrdinalIgnoreCase))
            : known.Count == 1 ? known[0] : null)?.Project ?? options.Value.Project;

    private IReadOnlyDictionary<string, DateTimeOffset> Plan(List<UploadRow> rows, QuotaStanding standing)
    {
        var waiting = rows.Where(IsWaiting).OrderByDescending(row => row.Priority)
            .ThenBy(row => row.CreatedAt).ThenBy(row => row.Id).ToList();
        var earliest = waiting.Where(row => row.NextAt is not null)
            .ToDictionary(row => row.Id, row => row.NextAt!.Value, StringComparer.Ordinal);
        return QuotaPlan.Of([.. waiting.Select(row => (row.Id, UnitsOf(row)))], standing, time.GetUtcNow(), earliest);
    }

    private static bool IsWaiting(UploadRow row) => row.State is UploadState.Waiting or UploadState.Parked;

    // Bytes of what is begun cost nothing; a track that is there is updated.
    private static int UnitsOf(UploadRow row) => row.DoubtAt is not null ? YouTubeCall.CaptionsList.Units
        : row.CaptionId is not null ? YouTubeCall.CaptionsUpdate.Units
        : YouTubeCall.CaptionsInsert.Units;
}
