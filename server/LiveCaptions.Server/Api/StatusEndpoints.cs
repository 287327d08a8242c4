using LiveCaptions.Server.Access;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Storage.Recordings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Api;

/// <summary><c>/api/status</c>: what an administrator wants to see at a glance; for programs there is more in <c>/metrics</c>.</summary>
internal static class StatusEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/status", Get).RequireScope(KeyScope.Admin)
        .WithSummary("Engine, sessions and streams at once, lag, viewers, and bytes that are stored");

    private static Ok<StatusView> Get(
        LoadedEngine loaded, LiveSessions live, StreamLoad load, CueBroadcaster broadcaster,
        StorageHealth health, CaptionDatabase database, IRecordingStore recordings, IOptions<StorageOptions> storage)
    {
        var engine = loaded.TryGet(out var ready) ? ready : null;
        return TypedResults.Ok(new StatusView(
            engine?.Recognizer.Name, engine?.Capacity.ExecutionProvider, live.All.Count(), load.Streams,
            engine is null ? null : load.MaxStreams(engine), load.Lag, broadcaster.Viewers, health.Fault?.Line,
            new StatusView.StorageUse(
                database.Size is > 0 and var size ? size : null,
                recordings.Size, FolderSize.Of(storage.Value.ImportsDirectory),
                new DriveInfo(storage.Value.DataDirectory).AvailableFreeSpace)));
    }
}
