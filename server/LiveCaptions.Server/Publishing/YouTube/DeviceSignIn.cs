using System.Text.Json;
using Google.Apis.Auth.OAuth2.Responses;
using Google.Apis.Http;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Server.Publishing.YouTube;

/// <summary>
/// OAuth's device flow (RFC 8628), which Google's library does not have: a code is typed on another device, and we ask until it was.
/// </summary>
internal sealed class DeviceSignIn(YouTubeConnections connections, YouTubeOptions settings, YouTubeProject project, TimeProvider time)
{
    private const string Grant = "urn:ietf:params:oauth:grant-type:device_code";
    private const int MostBytes = 64 * 1024;

    /// <summary>RFC 8628 §3.2, where nothing is said, and §3.5, by which it grows.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <exception cref="YouTubeException">Google refuses.</exception>
    public async Task<DeviceCode> BeginAsync(string scopes, CancellationToken cancellationToken)
    {
        var answer = await PostAsync(settings.DeviceCode, cancellationToken, ("client_id", project.ClientId), ("scope", scopes));
        if (ErrorOf(answer) is { } error)
        {
            throw Refused(error == "invalid_scope"
                ? "Google does not give devices the consent that captions need: use ./livecaptions youtube login --paste instead."
                : $"Google refuses a sign-in by a device: {CaptionText.Shown(error)}.");
        }

        return Text(answer, "device_code") is { } code && Text(answer, "user_code") is { } userCode
            && Uri.TryCreate(Text(answer, "verification_url") ?? Text(answer, "verification_uri"), UriKind.Absolute, out var place)
                ? new DeviceCode(
                    code, userCode, place, TimeSpan.FromSeconds(Math.Clamp(Number(answer, "interval") ?? Step.TotalSeconds, 1, 60)),
                    time.GetUtcNow() + TimeSpan.FromSeconds(Math.Clamp(Number(answer, "expires_in") ?? 600, 1, 86_400)), project.Project)
                : throw Refused("Google begins a sign-in by a device in another way than this server knows.");
    }

    /// <summary>Waits until the person has consented.</summary>
    /// <exception cref="YouTubeException">The person did not, or not in time.</exception>
    public async Task<TokenResponse> WaitAsync(DeviceCode code, CancellationToken cancellationToken)
    {
        for (var interval = code.Interval; ;)
        {
            await Task.Delay(interval, time, cancellationToken);
            if (time.GetUtcNow() >= code.Until)
            {
                throw Expired();
            }

            try
            {
                var answer = await PostAsync(
                    settings.Token, cancellationToken, ("grant_type", Grant), ("device_code", code.Secret),
                    ("client_id", project.ClientId), ("client_secret", project.ClientSecret));
                if (ErrorOf(answer) is not { } error)
                {
                    return TokenOf(answer);
                }

                interval += error switch
                {
                    "authorization_pending" => TimeSpan.Zero,
                    "slow_down" => Step,
                    "expired_token" => throw Expired(),
                    "access_denied" => throw Refused("The consent was not given."),
                    _ => throw Refused($"Google refuses the sign-in: {CaptionText.Shown(error)}."),
                };
            }
            catch (YouTubeException exception) when (exception.Fault.Kind == YouTubeFaultKind.Passing)
            {
                // §3.5: who does not get through asks less often.
                interval = interval * 2 < Longest ? interval * 2 : Longest;
            }
        }
    }

    private static YouTubeException Expired() => Refused("The code was not typed in time: begin the sign-in again.");

    private static YouTubeException Refused(string line) => new(new YouTubeFault(YouTubeFaultKind.Refused, line, IsFree: true));

    private static TokenResponse TokenOf(JsonElement answer) => new()
    {
        AccessToken = Text(answer, "access_token"),
        RefreshToken = Text(answer, "refresh_token"),
        Scope = Text(answer, "scope"),
        TokenType = Text(answer, "token_type"),
        ExpiresInSeconds = (long?)Number(answer, "expires_in"),
    };

    /// <summary>Google's own errors have a code, too; those of OAuth name the error as text.</summary>
    private static string? ErrorOf(JsonElement answer) => Text(answer, "error") ?? Text(answer, "error_code");

    private static string? Text(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static double? Number(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
            ? number
            : null;

    private async Task<JsonElement> PostAsync(Uri address, CancellationToken cancellationToken, params (string Name, string Value)[] form)
    {
        using var client = connections.CreateHttpClient(new CreateHttpClientArgs { ApplicationName = "LiveCaptions" });
        client.MaxResponseContentBufferSize = MostBytes;
        try
        {
            using var content = new FormUrlEncodedContent(form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
            using var answer = await client.PostAsync(address, content, cancellationToken);
            return (int)answer.StatusCode >= 500
                ? throw new YouTubeException(new YouTubeFault(YouTubeFaultKind.Passing, "Google's sign-in failed.", IsFree: true))
                : await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        }
        catch (Exception exception) when (exception is JsonException
            || (exception is not YouTubeException && YouTubeFault.Of(exception) is not null))
        {
            throw new YouTubeException(
                YouTubeFault.Of(exception) ?? new YouTubeFault(YouTubeFaultKind.Passing, "Google's sign-in failed.", IsFree: true),
                exception);
        }
    }
}
