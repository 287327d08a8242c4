using Newtonsoft.Json;

namespace LiveCaptions.Server.Publishing.YouTube.Resources;

/// <summary>What a list call answers; of a video's tracks there is one page.</summary>
public sealed class ResourceList<T>
{
    [JsonProperty("items")]
    public IList<T> Items { get; set; } = [];
}
