using System.CommandLine;
using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Server.Commands;

namespace LiveCaptions.Bench.Uploads;

/// <summary><c>bench uploads</c></summary>
internal static class UploadStormCommand
{
    private static readonly JsonSerializerOptions Json = new(CaptionJson.Options) { WriteIndented = true };

    public static Command Create(TimeProvider time)
    {
        var uploads = new Option<int>("--uploads") { Description = "Tracks to upload", HelpName = "N", DefaultValueFactory = _ => 200 };
        var kills = new Option<int>("--kills")
        {
            Description = "Times that the server is killed", HelpName = "N", DefaultValueFactory = _ => 10,
        };
        var faults = new Option<double>("--faults")
        {
            Description = "Share of the requests that something happens to", HelpName = "0..1", DefaultValueFactory = _ => 0.3,
        };
        var models = new Option<string>("--models") { Description = "Folder of the models", HelpName = "DIR", Required = true };
        var json = new Option<string?>("--json") { Description = "Write the figures to a file", HelpName = "FILE" };
        var command = new Command(
            "uploads", "Whether each track is on a fake YouTube once, when the server is killed (SIGKILL) again and again over its uploads")
        {
            uploads, kills, faults, models, json, CommonOptions.Verbose(),
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var data = Directory.CreateTempSubdirectory("livecaptions-bench-").FullName;
            try
            {
                var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
                var figures = await new UploadStormBench(data, Path.GetFullPath(result.GetValue(models)!), time).RunAsync(
                    result.GetValue(uploads), result.GetValue(kills), result.GetValue(faults), error, cancellationToken);
                var report = JsonSerializer.Serialize(
                    new
                    {
                        bench = "uploads", machine = MachineInfo.Read(), date = time.GetUtcNow(),
                        settings = new
                        {
                            uploads = result.GetValue(uploads), kills = result.GetValue(kills), faults = result.GetValue(faults),
                        },
                        figures,
                    },
                    Json) + "\n";
                await output.WriteAsync(report);
                if (result.GetValue(json) is { } path)
                {
                    await File.WriteAllTextAsync(path, report, cancellationToken);
                }

                return figures.IsRight ? ExitCodes.Done : ExitCodes.Failed;
            }
            finally
            {
                Directory.Delete(data, recursive: true);
            }
        });
        return command;
    }
}
