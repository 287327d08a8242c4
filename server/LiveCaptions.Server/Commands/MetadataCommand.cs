using System.CommandLine;
using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Metadata;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Publishing;
using LiveCaptions.Server.Publishing.Metadata;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Commands;

/// <summary><c>metadata</c>: a session's chapters, titles and tags, to copy from.</summary>
public static class MetadataCommand
{
    public static Command Create(TimeProvider time)
    {
        var id = new Argument<string>("SESSION") { Description = "Id of a session" };
        var json = new Option<bool>("--json") { Description = "As JSON" };
        var data = DataOptions.Data();
        var command = new Command("metadata", "Chapters, titles, description, tags of a session: suggested, or as a person wrote them")
        {
            id, json, data, CommonOptions.Verbose()
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            using var database = await DataOptions.OpenAsync(result.GetValue(data), cancellationToken);
            if (await new SessionStore(database).FindAsync(result.GetValue(id)!) is not { } row)
            {
                await result.InvocationConfiguration.Error.WriteLineAsync($"{CaptionText.Shown(result.GetValue(id)!)}: no such session.");
                return ExitCodes.UnreadableInput;
            }

            var finals = new FinalStore(database);
            using var told = new AnalysisCache<SessionMetadata>(new TranscriptMarks(database), new AnalysisTurn());
            var reader = new MetadataReader(finals, new EmotionStore(database), new MetadataStore(database), told, time);
            var metadata = await reader.ReadAsync(SessionView.From(row, cueCount: 0), cancellationToken);
            await result.InvocationConfiguration.Output.WriteAsync(
                result.GetValue(json) ? $"{JsonSerializer.Serialize(metadata, CaptionJson.Options)}\n" : MetadataText.Of(metadata));
            return ExitCodes.Done;
        });
        return command;
    }
}
