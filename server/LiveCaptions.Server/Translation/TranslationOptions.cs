using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Translation;

/// <summary>Who translates, and how long that may take. The first that can translates: LibreTranslate, chat, Apertium.</summary>
public sealed class TranslationOptions : IValidatableObject
{
    /// <summary>A LibreTranslate server.</summary>
    public EndpointOptions LibreTranslate { get; set; } = new();

    /// <summary>An endpoint with OpenAI's chat completions, as far as <c>/v1</c>.</summary>
    public ChatOptions Chat { get; set; } = new();

    /// <summary>Apertium's program, where it is installed; empty for none.</summary>
    public string Apertium { get; set; } = "apertium";

    /// <summary>Profile of layout by whose reading speed translators that can are asked to be brief; one that there is none of is the
    /// usual one.</summary>
    public string Profile { get; set; } = "default";

    /// <summary>Seconds behind a final after which its translation is left for when the session is over.</summary>
    [Range(1, 600)]
    public double MaxLagSeconds { get; set; } = 30;

    /// <summary>Seconds that one request may take.</summary>
    [Range(0.1, 600)]
    public double RequestSeconds { get; set; } = 15;

    /// <summary>Requests to one translator at once.</summary>
    [Range(1, 100)]
    public int Concurrency { get; set; } = 4;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        [.. LibreTranslate.FindFaults(nameof(LibreTranslate)), .. Chat.FindFaults(nameof(Chat))];
}
