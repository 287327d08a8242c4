using System.CommandLine;
using LiveCaptions.Server.Jobs;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Server.Publishing.Quota;
using LiveCaptions.Server.Publishing.Subtitles;
using LiveCaptions.Server.Publishing.YouTube;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Commands;

/// <summary>Commands that work with the accounts.</summary>
internal sealed class YouTubeAccountCommands(TimeProvider time, Func<YouTubeOptions> settings)
{
    public void Run(Command command, Func<ParseResult, YouTubeAccounts, CancellationToken, Task<int>> run) =>
        Run(command, (result, accounts, _, stop) => run(result, accounts, stop));

    /// <param name="run">Is given what it calls for each channel that it connects, too.</param>
    public void Run(Command command, Func<ParseResult, YouTubeAccounts, Func<YouTubeChannelRow, Task>, CancellationToken, Task<int>> run)
    {
        var data = DataOptions.Data();
        command.Add(data);
        command.Add(CommonOptions.Verbose());
        command.SetAction(async (result, cancellationToken) =>
        {
            using var database = await DataOptions.OpenAsync(result.GetValue(data), cancellationToken);
            var options = Options.Create(settings());
            using var connections = new YouTubeConnections(
                options, Options.Create(DataOptions.Settings<OutgoingOptions>("Outgoing")), new OwnAddresses());
            var accounts = new YouTubeAccounts(
                new YouTubeChannelStore(database),
                new QuotaLedger(new QuotaStore(database), options, time), connections, options, time);
            var jobs = new JobQueue(new JobStore(database, time), time);
            return await run(result, accounts, channel => SubtitleReportJob.BeginAsync(jobs, channel.Id), cancellationToken);
        });
    }
}
