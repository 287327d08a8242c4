using System.ComponentModel.DataAnnotations;
using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Translation;

/// <summary>A server that translates.</summary>
public class EndpointOptions
{
    /// <summary>Empty for none.</summary>
    public string Url { get; set; } = "";

    /// <summary>Empty where it asks for none.</summary>
    public string Key { get; set; } = "";

    /// <summary>Languages that it translates into, with commas between; empty is whatever it is asked for.</summary>
    public string Languages { get; set; } = "";

    internal Uri? Address => Uri.TryCreate(Url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;

    internal IReadOnlyList<string> Tags =>
        Languages.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal virtual IEnumerable<ValidationResult> FindFaults(string name)
    {
        if (Url.Length > 0 && Address is not { UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 })
        {
            yield return new ValidationResult(
                $"LIVECAPTIONS_Translation__{name}__Url is a full address, such as http://127.0.0.1:5000; a key goes into __Key.");
        }

        if (Key.Any(char.IsControl))
        {
            yield return new ValidationResult($"LIVECAPTIONS_Translation__{name}__Key has a line break or another control character.");
        }

        foreach (var tag in Tags.Where(tag => !LanguageTag.IsOne(tag)))
        {
            yield return new ValidationResult(
                $"LIVECAPTIONS_Translation__{name}__Languages: '{tag}' is no BCP 47 tag, such as de or pt-BR.");
        }
    }

    /// <summary>The tag that it knows for a language; null where it is not translated into.</summary>
    internal string? Match(string to) => Tags.Count == 0 ? to : LanguageTag.Match(to, Tags);
}
