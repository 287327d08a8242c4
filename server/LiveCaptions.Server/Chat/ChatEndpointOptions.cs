using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Chat;

/// <summary>An endpoint with OpenAI's chat completions, for what is asked about transcripts. Translation has one of its own.</summary>
public sealed class ChatEndpointOptions : IValidatableObject
{
    /// <summary>As far as <c>/v1</c>; empty for none.</summary>
    public string Url { get; set; } = "";

    /// <summary>As its server names it.</summary>
    public string Model { get; set; } = "";

    /// <summary>Empty where it asks for none.</summary>
    public string Key { get; set; } = "";

    /// <summary>Tokens of a transcript that go into one request, at most.</summary>
    [Range(500, 1_000_000)]
    public int ContextTokens { get; set; } = 8_000;

    /// <summary>Tokens of an answer, at most.</summary>
    [Range(100, 100_000)]
    public int AnswerTokens { get; set; } = 1_500;

    /// <summary>Seconds that one request may take, with waiting for its turn.</summary>
    [Range(0.1, 600)]
    public double RequestSeconds { get; set; } = 60;

    /// <summary>Requests at once.</summary>
    [Range(1, 100)]
    public int Concurrency { get; set; } = 2;

    /// <summary>Requests a day (UTC), of everybody together; counted since the server started.</summary>
    [Range(1, 10_000_000)]
    public int RequestsPerDay { get; set; } = 1_000;

    internal Uri? Address => Uri.TryCreate(Url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url.Length > 0 && Address is not { UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 })
        {
            yield return new ValidationResult(
                "LIVECAPTIONS_Chat__Url is a full address, such as http://127.0.0.1:11434/v1; a key goes into __Key.");
        }

        if (Url.Length > 0 && Model.Length == 0)
        {
            yield return new ValidationResult("LIVECAPTIONS_Chat__Model names the model that is to answer.");
        }

        if (Key.Any(char.IsControl))
        {
            yield return new ValidationResult("LIVECAPTIONS_Chat__Key has a line break or another control character.");
        }
    }
}
