using System.Text.Json;
using System.Text.Json.Serialization;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Basics;

namespace LiveCaptions.Server.Storage;

/// <summary>What an import is made of; kept with its session as JSON.</summary>
/// <param name="Name">As people know it: the file's name, or the address.</param>
/// <param name="File">The file's name in the folder of imports; null while an address is not fetched.</param>
/// <param name="Url">The address; null where a file was uploaded.</param>
public sealed record ImportSource(string Name, string? File = null, Uri? Url = null)
{
    /// <summary>Stands for what was encrypted with keys that are gone.</summary>
    public static ImportSource Lost { get; } = new("(cannot be decrypted)");

    /// <summary>Nobody knows any more what it is made of.</summary>
    [JsonIgnore]
    public bool IsLost => File is null && Url is null;

    /// <summary>The address is that of a stream, which is pulled as it is spoken.</summary>
    public bool Live { get; init; }

    /// <summary>Number of the file's audio track to take, from 1; null leaves it to the file and the language.</summary>
    public int? Track { get; init; }

    /// <summary>Who speaks on each channel, where each is a track of its own; null mixes them.</summary>
    public IReadOnlyList<string>? ChannelNames { get; init; }

    /// <summary>As the address's page has them.</summary>
    public IReadOnlyList<MediaChapter>? Chapters { get; init; }

    /// <summary>Languages that it has captions in already, made by people.</summary>
    public IReadOnlyList<string>? Captions { get; init; }

    /// <summary>Its name for anybody to see. Sessions of older versions have whole addresses for names.</summary>
    [JsonIgnore]
    public string Shown => Url is null ? Name : ShownAddress.Of(Url);

    /// <summary>What the session is called where nobody gave it a title.</summary>
    [JsonIgnore]
    public string? Title =>
        Live ? Url?.IdnHost : Url is null && CaptionText.Clean(FileNames.WithoutEnding(Name)) is { Length: > 0 } name ? name : null;

    public string ToJson() => JsonSerializer.Serialize(this, CaptionJson.Options);

    public static ImportSource? FromJson(string? json) =>
        json is null ? null : JsonSerializer.Deserialize<ImportSource>(json, CaptionJson.Options);
}
