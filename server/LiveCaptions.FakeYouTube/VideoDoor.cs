using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LiveCaptions.FakeYouTube;

/// <summary><c>videos.list</c>, <c>videos.update</c> and <c>channels.list</c>.</summary>
internal sealed class VideoDoor(ApiGate gate, FakeLibrary library)
{
    private const int ListCost = 1;
    private const int UpdateCost = 50;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/youtube/v3/videos", context => gate.RunAsync(
            context, "videos.list", ListCost, caller => ValueTask.FromResult(List(context.Request.Query["id"].ToString(), caller))));
        routes.MapPut("/youtube/v3/videos", context =>
            gate.RunAsync(context, "videos.update", UpdateCost, caller => UpdateAsync(context.Request, caller)));
        routes.MapGet("/youtube/v3/channels", context =>
            gate.RunAsync(context, "channels.list", ListCost, caller => ValueTask.FromResult(Mine(caller))));
    }

    private FakeAnswer List(string ids, FakeCaller caller)
    {
        var videos = ids.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => library.FindVideo(id, caller.ChannelId)).OfType<FakeVideo>();
        return FakeAnswer.Ok(
            new JsonObject { ["kind"] = "youtube#videoListResponse", ["items"] = new JsonArray([.. videos.Select(Resource)]) });
    }

    private async ValueTask<FakeAnswer> UpdateAsync(HttpRequest request, FakeCaller caller)
    {
        var body = await JsonNode.ParseAsync(request.Body);
        if (library.FindVideo((string?)body?["id"] ?? "", caller.ChannelId) is not { } video)
        {
            return FakeAnswer.Error(404, "videoNotFound", "The video could not be found.");
        }

        if (video.ChannelId != caller.ChannelId)
        {
            return FakeAnswer.Error(403, "forbidden", "The request cannot be authorized.");
        }

        if (body!["snippet"] is not { } snippet || (string?)snippet["title"] is not { Length: > 0 } title
            || (string?)snippet["categoryId"] is not { } category)
        {
            return FakeAnswer.Error(400, "invalidVideoMetadata", "title and categoryId are required.");
        }

        // As in the true one, what is left out is deleted.
        (video.Title, video.CategoryId, video.Description) = (title, category, (string?)snippet["description"] ?? "");
        video.AudioLanguage = (string?)snippet["defaultAudioLanguage"];
        video.Tags = [.. snippet["tags"]?.AsArray().Select(tag => (string)tag!) ?? []];
        return FakeAnswer.Ok(Resource(video));
    }

    private FakeAnswer Mine(FakeCaller caller) => FakeAnswer.Ok(new JsonObject
    {
        ["kind"] = "youtube#channelListResponse",
        ["items"] = new JsonArray(
            new JsonObject { ["id"] = caller.ChannelId, ["snippet"] = new JsonObject { ["title"] = library.Channels[caller.ChannelId] } }),
    });

    private static JsonObject Resource(FakeVideo video)
    {
        var resource = new JsonObject
        {
            ["kind"] = "youtube#video",
            ["id"] = video.Id,
            ["snippet"] = new JsonObject
            {
                ["title"] = video.Title,
                ["description"] = video.Description,
                ["channelId"] = video.ChannelId,
                ["categoryId"] = video.CategoryId,
                ["tags"] = new JsonArray([.. video.Tags.Select(tag => (JsonNode)tag)]),
            },
        };
        if (video.AudioLanguage is { } language)
        {
            resource["snippet"]!["defaultAudioLanguage"] = language;
        }

        if (video.StreamedAt is { } at)
        {
            resource["liveStreamingDetails"] = new JsonObject
            {
                ["actualStartTime"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'")
            };
        }

        return resource;
    }
}
