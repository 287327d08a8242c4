using System.CommandLine;
using System.Globalization;
using LiveCaptions.Captions.Reading;
using LiveCaptions.Server.Jobs;
using LiveCaptions.Server.Publishing.Uploads;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Commands;

/// <summary><c>upload</c>: puts captions of sessions or files into the YouTube queue, which a running server works off.</summary>
public static class UploadCommand
{
    public static Command Create(TimeProvider time)
    {
        var sources = new Argument<string[]>("SESSION|FILE")
        {
            Description = $"Sessions, or caption files: {CaptionReaders.Names}",
            Arity = ArgumentArity.ZeroOrMore
        };
        var video = new Option<string?>("--video") { Description = "YouTube's id of the video, or its address", HelpName = "ID" };
        var language = new Option<string?>("--language")
        {
            Description = "Language of the captions, such as en or de-CH (default: the session's or the file's)",
            HelpName = "TAG"
        };
        var name = new Option<string?>("--name") { Description = "Name of the track (default: none)" };
        var channel = new Option<string?>("--channel") { Description = "Channel by id or title, if there are several", HelpName = "NAME" };
        var draft = new Option<bool>("--draft") { Description = "Only the channel's owner sees it" };
        var offset = new Option<double?>("--offset")
        {
            Description = "Seconds to add to the captions' times (default: found out for sessions, 0 for files)",
            HelpName = "SECONDS"
        };
        var priority = new Option<int?>("--priority") { Description = "Higher goes first (default 0)" };
        var format = new Option<string?>("--format") { Description = "What is sent: vtt or srt (default vtt)" };
        var force = new Option<bool>("--force") { Description = "Also where the track got the same from here last" };
        var list = new Option<string?>("--list")
        {
            Description = "A CSV file: source,video,language,name,channel,draft,offset,priority",
            HelpName = "CSV"
        };
        var folder = new Option<string?>("--folder")
        {
            Description = "A folder of files called VIDEO.LANGUAGE.vtt or 'Title [VIDEO].LANGUAGE.vtt'",
            HelpName = "DIR"
        };
        var data = DataOptions.Data();
        var command = new Command("upload", "Puts captions into the YouTube queue, which goes while the server runs")
        {
            sources, video, language, name, channel, draft, offset, priority, format, force, list, folder, data,
            CommonOptions.Verbose(),
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var asked = new UploadRequest
            {
                VideoId = result.GetValue(video),
                Language = result.GetValue(language),
                Name = result.GetValue(name),
                Channel = result.GetValue(channel),
                Draft = result.GetValue(draft) ? true : null,
                Offset = result.GetValue(offset),
                Priority = result.GetValue(priority),
                Format = result.GetValue(format),
                Force = result.GetValue(force) ? true : null,
            };
            var planned = UploadSources.Plan(result.GetValue(sources) ?? [], asked, result.GetValue(list), result.GetValue(folder));
            using var database = await DataOptions.OpenAsync(result.GetValue(data), cancellationToken);
            return await AddAsync(planned, database, time, result.InvocationConfiguration, cancellationToken);
        });
        return command;
    }

    private static async Task<int> AddAsync(
        IReadOnlyList<(string Source, UploadRequest Request)> planned, CaptionDatabase database, TimeProvider time,
        InvocationConfiguration console, CancellationToken cancellationToken)
    {
        var sessions = new SessionStore(database);
        var queue = new UploadQueue(new UploadStore(database), new JobQueue(new JobStore(database, time), time), time);
        var code = ExitCodes.Done;
        foreach (var (source, request) in planned)
        {
            var (ready, language, content, fault) = await UploadSources.ReadAsync(source, request, sessions, cancellationToken);
            if (fault is not null)
            {
                await console.Error.WriteLineAsync($"livecaptions upload: {source}: {fault}");
                code = ExitCodes.UnreadableInput;
                continue;
            }

            var row = await queue.AddAsync(ready!, language!, content);
            await console.Output.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"{row.Id}  {row.VideoId}  {row.Language}  {source}"));
        }

        return code;
    }
}
