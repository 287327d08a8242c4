using System.Net;
using Google;
using Google.Apis.Auth.OAuth2.Responses;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Outgoing;

namespace LiveCaptions.Server.Publishing.YouTube;

/// <summary>Why a call failed.</summary>
/// <param name="Line">For people, without a token or an address.</param>
/// <param name="IsFree">Whether it is sure that it cost nothing of the quota.</param>
public sealed record YouTubeFault(YouTubeFaultKind Kind, string Line, bool IsFree)
{
    private static readonly string[] QuotaReasons = ["quotaExceeded", "dailyLimitExceeded"];
    private static readonly string[] HurryReasons = ["rateLimitExceeded", "userRateLimitExceeded"];

    /// <returns>Null where it is no trouble of YouTube's or of the way there.</returns>
    public static YouTubeFault? Of(Exception exception) => exception switch
    {
        YouTubeException known => known.Fault,
        TokenResponseException token => OfSignIn(token),
        GoogleApiException api => OfAnswer(api),
        AddressRefusedException refused => new YouTubeFault(YouTubeFaultKind.Refused, refused.Message, IsFree: true),
        HttpRequestException { InnerException: AddressRefusedException refused } =>
            new YouTubeFault(YouTubeFaultKind.Refused, refused.Message, IsFree: true),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError
            or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } =>
            new YouTubeFault(YouTubeFaultKind.Passing, "YouTube cannot be reached.", IsFree: true),
        HttpRequestException or IOException or TimeoutException or TaskCanceledException { InnerException: TimeoutException } =>
            new YouTubeFault(YouTubeFaultKind.Passing, "The line to YouTube broke.", IsFree: false),
        _ => null,
    };

    private static YouTubeFault OfSignIn(TokenResponseException exception) =>
        exception.Error?.Error is "invalid_grant" or "invalid_client" or "unauthorized_client"
            ? new YouTubeFault(
                YouTubeFaultKind.SignIn,
                "YouTube does not accept this server's sign-in for the channel any more: sign in again with ./livecaptions youtube login.",
                IsFree: true)
            : new YouTubeFault(YouTubeFaultKind.Passing, "Google's sign-in failed.", IsFree: true);

    private static YouTubeFault OfAnswer(GoogleApiException exception)
    {
        var status = (int)exception.HttpStatusCode;
        var reason = exception.Error?.Errors?.FirstOrDefault()?.Reason ?? "";
        var line = $"YouTube answered {status}{(reason.Length > 0 ? $" ({CaptionText.Shown(reason)})" : "")}{Said(exception)}";
        return (exception.HttpStatusCode, reason) switch
        {
            (HttpStatusCode.Forbidden, _) when QuotaReasons.Contains(reason) =>
                new YouTubeFault(YouTubeFaultKind.QuotaSpent, "YouTube says that the project's quota of today is spent.", IsFree: true),
            (HttpStatusCode.TooManyRequests, _) => new YouTubeFault(YouTubeFaultKind.Passing, line, IsFree: true),
            (HttpStatusCode.Forbidden, _) when HurryReasons.Contains(reason) =>
                new YouTubeFault(YouTubeFaultKind.Passing, line, IsFree: true),
            (HttpStatusCode.Forbidden, "insufficientPermissions") => new YouTubeFault(
                YouTubeFaultKind.SignIn,
                "The channel's sign-in does not allow this: sign in again with ./livecaptions youtube login, and allow all.",
                IsFree: true),
            (HttpStatusCode.Unauthorized, _) => new YouTubeFault(
                YouTubeFaultKind.SignIn,
                "YouTube does not accept this server's sign-in for the channel: sign in again with ./livecaptions youtube login.",
                IsFree: true),
            (HttpStatusCode.Conflict, _) => new YouTubeFault(YouTubeFaultKind.Exists, line, IsFree: false),
            (HttpStatusCode.NotFound or HttpStatusCode.Gone, _) => new YouTubeFault(YouTubeFaultKind.NotFound, line, IsFree: false),
            (HttpStatusCode.RequestTimeout, _) or ( >= HttpStatusCode.InternalServerError, _) =>
                new YouTubeFault(YouTubeFaultKind.Passing, line, IsFree: false),
            _ => new YouTubeFault(YouTubeFaultKind.Refused, line, IsFree: false),
        };
    }

    private static string Said(GoogleApiException exception) =>
        exception.Error?.Message is { Length: > 0 } message ? $": {CaptionText.Shown(message)}" : ".";
}
