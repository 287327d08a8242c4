using LiveCaptions.Server.Publishing.Quota;
using LiveCaptions.Server.Publishing.YouTube;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Publishing.Uploads;

/// <summary>The queue as it stands, with when each goes as far as the quota lets it.</summary>
public sealed class UploadList(UploadStore uploads, QuotaLedger ledger, IOptions<YouTubeOptions> options, TimeProvider time)
{
    /// <summary>By video, oldest first.</summary>
    public async Task<IReadOnlyList<UploadView>> ReadAsync()
    {
        var rows = await uploads.ListAsync();
        var plan = Plan(rows, await QuotaAsync());
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
        var plan = IsWaiting(row) ? Plan(await uploads.ListOpenAsync(), await QuotaAsync()) : null;
        return UploadView.Of(row, plan?.TryGetValue(id, out var at) is true ? at : null);
    }

    public Task<QuotaStanding> QuotaAsync() => ledger.ReadAsync(options.Value.Project);

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
