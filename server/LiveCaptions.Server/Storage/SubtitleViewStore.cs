using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage;

/// <summary>How channels' videos were watched by subtitle language. Goes with its channel.</summary>
public sealed class SubtitleViewStore(CaptionDatabase database)
{
    public Task<List<SubtitleReportRow>> ListReportsAsync(string channelId) =>
        database.ReadAsync(db => db.SubtitleReports.AsNoTracking().Where(r => r.ChannelId == channelId).ToListAsync());

    /// <summary>Takes a report in, whole or not at all. It replaces an earlier one of its day.</summary>
    public Task TakeAsync(SubtitleReportRow report, IReadOnlyList<SubtitleViewRow> views) => database.WriteAsync(async db =>
    {
        var known = await db.SubtitleReports.Where(r => r.ChannelId == report.ChannelId && r.Day == report.Day).ToListAsync();
        if (known.Exists(r => r.Id == report.Id))
        {
            return;
        }

        await db.SubtitleReports.AddAsync(report);
        if (known.TrueForAll(r => r.MadeAt <= report.MadeAt))
        {
            await db.SubtitleViews.Where(v => v.ChannelId == report.ChannelId && v.Day == report.Day).ExecuteDeleteAsync();
            await db.SubtitleViews.AddRangeAsync(views);
        }
    });

    /// <summary>Forgets days that are long gone.</summary>
    public Task DeleteBeforeAsync(string channelId, string day) => database.WriteAsync(async db =>
    {
        await db.SubtitleViews.Where(v => v.ChannelId == channelId && v.Day.CompareTo(day) < 0).ExecuteDeleteAsync();
        await db.SubtitleReports.Where(r => r.ChannelId == channelId && r.Day.CompareTo(day) < 0).ExecuteDeleteAsync();
    });

    /// <summary>Added up from a day on, by channel, video and languages; the most watched first.</summary>
    public Task<List<SubtitleViewRow>> SumAsync(string since, int limit) => database.ReadAsync(db => db.SubtitleViews
        .Where(v => v.Day.CompareTo(since) >= 0)
        .GroupBy(v => new { v.ChannelId, v.VideoId, v.Language, v.Translated })
        .Select(g => new
        {
            g.Key, Views = g.Sum(v => v.Views), WatchMinutes = g.Sum(v => v.WatchMinutes),
        })
        .OrderByDescending(g => g.Views)
        .Take(limit)
        .Select(g => new SubtitleViewRow
        {
            ChannelId = g.Key.ChannelId, Day = since, VideoId = g.Key.VideoId, Language = g.Key.Language, Translated = g.Key.Translated,
            Views = g.Views, WatchMinutes = g.WatchMinutes,
        })
        .ToListAsync());
}
