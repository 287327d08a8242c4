using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Metadata;

namespace LiveCaptions.Server.Publishing.Metadata;

/// <summary>What a person writes of a session's metadata; what is left out is suggested.</summary>
public sealed record MetadataEdits
{
    public string? Title { get; init; }

    public string? Description { get; init; }

    public string? Summary { get; init; }

    public IReadOnlyList<Chapter>? Chapters { get; init; }

    public IReadOnlyList<string>? Keywords { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public IReadOnlyList<Highlight>? Highlights { get; init; }

    /// <summary>The same for the same text; <c>0</c> where nobody wrote anything.</summary>
    internal string Revision => Names().Count == 0
        ? "0"
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())))[..16];

    public static MetadataEdits FromJson(string json) => JsonSerializer.Deserialize<MetadataEdits>(json, CaptionJson.Options)!;

    public string ToJson() => JsonSerializer.Serialize(this, CaptionJson.Options);

    /// <summary>With what a person wrote in the place of what is suggested.</summary>
    public SessionMetadata Over(SessionMetadata suggested) => suggested with
    {
        Title = Title ?? suggested.Title,
        Description = Description ?? suggested.Description,
        Summary = Summary ?? suggested.Summary,
        Chapters = Chapters ?? suggested.Chapters,
        Keywords = Keywords ?? suggested.Keywords,
        Tags = Tags ?? suggested.Tags,
        Highlights = Highlights ?? suggested.Highlights,
        Edited = Names(),
        Revision = Revision,
    };

    /// <summary>Without what is as it was suggested: nobody wrote that.</summary>
    public MetadataEdits Without(SessionMetadata suggested) => new()
    {
        Title = Title == suggested.Title ? null : Title,
        Description = Description == suggested.Description ? null : Description,
        Summary = Summary == suggested.Summary ? null : Summary,
        Chapters = Unlike(Chapters, suggested.Chapters),
        Keywords = Unlike(Keywords, suggested.Keywords),
        Tags = Unlike(Tags, suggested.Tags),
        Highlights = Unlike(Highlights, suggested.Highlights),
    };

    /// <summary>What there is of them.</summary>
    public IReadOnlyList<string> Names()
    {
        (string Name, object? Value)[] all =
        [
            ("title", Title), ("description", Description), ("summary", Summary), ("chapters", Chapters),
            ("keywords", Keywords), ("tags", Tags), ("highlights", Highlights),
        ];
        return [.. all.Where(one => one.Value is not null).Select(one => one.Name)];
    }

    private static IReadOnlyList<T>? Unlike<T>(IReadOnlyList<T>? written, IReadOnlyList<T> suggested) =>
        written?.SequenceEqual(suggested) == true ? null : written;
}
