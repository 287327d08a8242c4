using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Server.Publishing.Quota;
using LiveCaptions.Server.Publishing.Uploads;
using LiveCaptions.Server.Publishing.YouTube;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Commands;

/// <summary><c>uploads</c>: shows the YouTube queue, also while the server runs.</summary>
public static class UploadsCommand
{
    public static Command Create(TimeProvider time)
    {
        var json = new Option<bool>("--json") { Description = "As JSON" };
        var csv = new Option<bool>("--csv") { Description = "As a table for spreadsheets" };
        var data = DataOptions.Data();
        var command = new Command("uploads", "Shows the YouTube queue: what went, what waits and until when")
        {
            json, csv, data, CommonOptions.Verbose()
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            using var database = await DataOptions.OpenAsync(result.GetValue(data), cancellationToken);
            var options = Options.Create(DataOptions.Settings<YouTubeOptions>("YouTube"));
            var ledger = new QuotaLedger(new QuotaStore(database), options, time);
            var list = new UploadList(new UploadStore(database), new YouTubeChannelStore(database), ledger, options, time);
            var uploads = await list.ReadAsync();
            var output = result.InvocationConfiguration.Output;
            if (result.GetValue(json))
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(uploads, CaptionJson.Options));
            }
            else if (result.GetValue(csv))
            {
                await output.WriteAsync(UploadReport.Csv(uploads));
            }
            else
            {
                await WriteAsync(uploads, await list.QuotaAsync(), output);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task WriteAsync(IReadOnlyList<UploadView> uploads, QuotaStanding quota, TextWriter output)
    {
        foreach (var video in uploads.GroupBy(upload => upload.VideoId))
        {
            await output.WriteLineAsync($"{video.Key}  {video.Count(upload => upload.State == "done")} of {video.Count()} done");
            foreach (var upload in video)
            {
                var when = upload.State is "waiting" or "parked" ? $"  goes {At(upload.GoesAt)}" : "";
                await output.WriteLineAsync($"  {upload.Id}  {upload.Language,-6}  {upload.State,-9}{when}  {upload.Error}".TrimEnd());
            }
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Quota of {quota.Day} (Pacific): {quota.Spent} of {quota.Limit} units spent; new at {At(quota.ResetAt)}"));
    }

    private static string At(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "";
}
