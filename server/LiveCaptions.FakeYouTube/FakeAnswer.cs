using System.Text.Json.Nodes;

namespace LiveCaptions.FakeYouTube;

/// <summary>What a request is answered with.</summary>
internal sealed record FakeAnswer(int Status, JsonNode? Json = null, byte[]? Body = null)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public static FakeAnswer Ok(JsonNode json) => new(200, json);

    /// <summary>An error as Google's APIs write it.</summary>
    public static FakeAnswer Error(int status, string reason, string message) => new(status, new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["code"] = status,
            ["message"] = message,
            ["errors"] = new JsonArray(new JsonObject { ["message"] = message, ["domain"] = "youtube.fake", ["reason"] = reason }),
        },
    });
}
