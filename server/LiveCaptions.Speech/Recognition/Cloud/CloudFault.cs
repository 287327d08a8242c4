using System.Text.RegularExpressions;

namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>Why a provider refuses or ends a connection.</summary>
/// <param name="Code">The provider's short name for it, such as <c>NET-0001</c> or <c>4005</c>.</param>
internal sealed partial record CloudFault(EngineFaultKind Kind, string Code)
{
    /// <summary>By the status of an answer to a handshake or a request.</summary>
    public static CloudFault Of(int status) => new(
        status switch
        {
            401 or 402 or 403 => EngineFaultKind.Auth,

            // What is wrong with a request is wrong with the next one, too.
            400 or 404 or 405 or 413 or 415 or 422 => EngineFaultKind.Refused,
            429 => EngineFaultKind.Limit,
            _ => EngineFaultKind.Transient,
        },
        status.ToString());

    /// <summary>The first word of what the far end says, where it is a code and nothing else could be in it; else the number.</summary>
    public static string Named(int number, string? said) =>
        said is not null && CodeName().Match(said) is { Success: true, Value: var code } ? code : number.ToString();

    /// <param name="provider">Its name.</param>
    /// <param name="setting">Where its settings are, such as <c>LIVECAPTIONS_Engines__Deepgram__</c>.</param>
    /// <param name="key">Which of them is the key.</param>
    public EngineFaultException ToException(string provider, string setting, Exception? inner = null, string key = "ApiKey") => new(
        Kind,
        Kind switch
        {
            EngineFaultKind.Auth =>
                $"{provider} refuses the key or the account ({Code}). Check {setting}{key}, and the account's balance.",
            EngineFaultKind.Refused =>
                $"{provider} refuses what is asked for ({Code}). Check the model and the language, and {setting}Address.",
            EngineFaultKind.Limit => $"{provider} takes no more for now: the account is at a limit ({Code}).",
            _ => $"{provider} failed ({Code}).",
        },
        inner);

    [GeneratedRegex(@"^[A-Z]{3,8}-\d{1,6}\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex CodeName();
}
