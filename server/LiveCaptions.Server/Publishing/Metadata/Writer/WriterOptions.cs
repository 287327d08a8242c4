using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Publishing.Metadata.Writer;

/// <summary>A language model that may write titles, descriptions and the like: an endpoint with OpenAI's chat completions.</summary>
public sealed class WriterOptions : IValidatableObject
{
    /// <summary>As far as <c>/v1</c>; empty for none.</summary>
    public string Url { get; set; } = "";

    /// <summary>Empty where it asks for none.</summary>
    public string Key { get; set; } = "";

    /// <summary>As its server names it.</summary>
    public string Model { get; set; } = "";

    /// <summary>Seconds that it may take.</summary>
    [Range(0.1, 600)]
    public double RequestSeconds { get; set; } = 60;

    /// <summary>Of the transcript that it gets: of each chapter the beginning.</summary>
    [Range(1_000, 1_000_000)]
    public int MaxCharacters { get; set; } = 24_000;

    internal Uri? Address => Uri.TryCreate(Url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url.Length > 0 && Address is not { UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 })
        {
            yield return new ValidationResult(
                "LIVECAPTIONS_MetadataWriter__Url is a full address, such as http://127.0.0.1:8080/v1; a key goes into __Key.");
        }

        if (Url.Length > 0 && Model.Length == 0)
        {
            yield return new ValidationResult("LIVECAPTIONS_MetadataWriter__Model names the model that is to write.");
        }

        if (Key.Any(char.IsControl))
        {
            yield return new ValidationResult("LIVECAPTIONS_MetadataWriter__Key has a line break or another control character.");
        }
    }
}
