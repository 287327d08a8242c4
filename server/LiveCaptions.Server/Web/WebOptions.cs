using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Web;

/// <summary>How browsers are to treat the page.</summary>
public sealed class WebOptions : IValidatableObject
{
    /// <summary>
    /// Origins whose pages may frame the watch page and the overlay, separated by commas: <c>https://example.org,https://*.example.net</c>.
    /// The server's own always may.
    /// </summary>
    public string FrameOrigins { get; set; } = "";

    /// <summary>Days for which a browser that came by HTTPS comes by nothing else (HSTS); 0 leaves that to whoever runs the name.</summary>
    [Range(0, 3_650)]
    public int HstsDays { get; set; }

    internal IEnumerable<string> Framing => FrameOrigins.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Framing.All(IsOrigin)
        ? []
        : [new ValidationResult(
            $"{nameof(FrameOrigins)} are origins such as https://example.org, separated by commas.", [nameof(FrameOrigins)])];

    // It becomes part of a header: a scheme, a host, whose first label may be a star, maybe a port, and nothing more.
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text.Replace("://*.", "://any.", StringComparison.Ordinal), UriKind.Absolute, out var url)
        && url is { Scheme: "http" or "https", PathAndQuery: "/", Fragment: "", UserInfo: "" }
        && !text.EndsWith('/')
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is ':' or '/' or '.' or '-' or '*' or '[' or ']');
}
