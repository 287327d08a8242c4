using System.Text.RegularExpressions;

namespace LiveCaptions.Server.Basics;

/// <summary>How YouTube names videos.</summary>
public static partial class YouTubeVideoId
{
    /// <returns>The id in an id or an address; null where there is none.</returns>
    public static string? Find(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        if (IdForm().IsMatch(trimmed))
        {
            return trimmed;
        }

        return AddressForm().Match(trimmed) is { Success: true } match ? match.Groups["id"].Value : null;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{11}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex IdForm();

    [GeneratedRegex(
        @"\Ahttps?://(?:(?:www\.|m\.|studio\.)?youtube\.com/(?:watch\?(?:[^#]*&)?v=|live/|shorts/|video/)|youtu\.be/)"
        + "(?<id>[A-Za-z0-9_-]{11})(?![A-Za-z0-9_-])",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex AddressForm();
}
