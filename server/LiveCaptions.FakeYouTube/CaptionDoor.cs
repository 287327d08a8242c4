using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LiveCaptions.FakeYouTube;

/// <summary><c>captions.list</c>, <c>update</c> without a file, <c>delete</c> and <c>download</c>.</summary>
internal sealed class CaptionDoor(ApiGate gate, FakeLibrary library)
{
    private const int ListCost = 50;
    private const int UpdateCost = 450;
    private const int DeleteCost = 50;
    private const int DownloadCost = 200;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/youtube/v3/captions", context =>
            gate.RunAsync(context, "captions.list", ListCost, caller => ValueTask.FromResult(List(context.Request.Query, caller))));
        routes.MapPut("/youtube/v3/captions", context =>
            gate.RunAsync(context, "captions.update", UpdateCost, caller => UpdateAsync(context.Request, caller)));
        routes.MapDelete("/youtube/v3/captions", context => gate.RunAsync(context, "captions.delete", DeleteCost, caller =>
            ValueTask.FromResult(Delete(context.Request.Query["id"].ToString(), caller))));
        routes.MapGet("/youtube/v3/captions/{id}", context => gate.RunAsync(context, "captions.download", DownloadCost, caller =>
            ValueTask.FromResult(Download((string)context.Request.RouteValues["id"]!, caller))));
    }

    public static JsonObject Resource(FakeTrack track) => new()
    {
        ["kind"] = "youtube#caption",
        ["id"] = track.Id,
        ["snippet"] = new JsonObject
        {
            ["videoId"] = track.VideoId,
            ["lastUpdated"] = track.LastUpdated.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"),
            ["trackKind"] = "standard",
            ["language"] = track.Language,
            ["name"] = track.Name,
            ["isDraft"] = track.IsDraft,
            ["status"] = track.Status,
        },
    };

    /// <returns>What is wrong with asking for a video's captions; null where nothing is.</returns>
    public static FakeAnswer? FindFault(FakeLibrary library, string videoId, FakeCaller caller)
    {
        if (library.FindVideo(videoId, caller.ChannelId) is not { } video)
        {
            return FakeAnswer.Error(404, "videoNotFound", "The video identified by the videoId parameter could not be found.");
        }

        return video.ChannelId == caller.ChannelId
            ? null
            : FakeAnswer.Error(403, "forbidden", "The permissions associated with the request are not sufficient.");
    }

    private FakeAnswer List(IQueryCollection query, FakeCaller caller)
    {
        var videoId = query["videoId"].ToString();
        if (query["part"].Count == 0 || videoId.Length == 0)
        {
            return FakeAnswer.Error(400, "missingRequiredParameter", "part and videoId are required.");
        }

        var ids = query["id"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
        var tracks = library.Tracks.Where(track => track.VideoId == videoId && (ids.Length == 0 || ids.Contains(track.Id)));
        return FindFault(library, videoId, caller)
            ?? FakeAnswer.Ok(
                new JsonObject { ["kind"] = "youtube#captionListResponse", ["items"] = new JsonArray([.. tracks.Select(Resource)]) });
    }

    private async ValueTask<FakeAnswer> UpdateAsync(HttpRequest request, FakeCaller caller)
    {
        var body = await JsonNode.ParseAsync(request.Body);
        var id = (string?)body?["id"] ?? "";
        return FindTrackFault(id, caller)
            ?? FakeAnswer.Ok(Resource(library.Update(id, (bool?)body?["snippet"]?["isDraft"], content: null)!));
    }

    private FakeAnswer Delete(string id, FakeCaller caller)
    {
        if (FindTrackFault(id, caller) is { } fault)
        {
            return fault;
        }

        library.Delete(id);
        return new FakeAnswer(204);
    }

    private FakeAnswer Download(string id, FakeCaller caller) =>
        FindTrackFault(id, caller) ?? new FakeAnswer(200, Body: library.FindTrack(id)!.Content);

    private FakeAnswer? FindTrackFault(string id, FakeCaller caller) => library.FindTrack(id) is { } track
        ? FindFault(library, track.VideoId, caller)
        : FakeAnswer.Error(404, "captionNotFound", "The caption track could not be found.");
}
