using System.Text.Json;
using LiveCaptions.Captions;

namespace LiveCaptions.Server.Storage;

/// <summary>What of a cue a person should look at, as it is stored; empty where that is nothing.</summary>
public sealed record DoubtfulPlaces(IReadOnlyList<DoubtfulPlace> Places)
{
    public string ToJson() => JsonSerializer.Serialize(this, CaptionJson.Options);

    public static DoubtfulPlaces? FromJson(string? json) =>
        json is null ? null : JsonSerializer.Deserialize<DoubtfulPlaces>(json, CaptionJson.Options);
}
