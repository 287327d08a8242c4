using System.Security.Cryptography;
using System.Text.Json;
using Google.Apis.Auth.OAuth2;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Cloud.GoogleSpeech;

namespace LiveCaptions.Server.Cloud;

/// <summary>
/// A service account by its key file. Its tokens are signed here with its key, which Google takes as they are: nobody is asked for them, so
/// there is one connection, to the address of the settings. The file is read when it is needed first.
/// </summary>
internal sealed class GoogleAccount(string file) : IGoogleAccount
{
    /// <summary>What names the file for all of Google's programs.</summary>
    private const string Variable = "GOOGLE_APPLICATION_CREDENTIALS";

    private const string Scope = "https://www.googleapis.com/auth/cloud-platform";

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly Lazy<ServiceAccountCredential> _account = new(() => Read(file));

    public string? Project => _account.Value.ProjectId;

    /// <summary>Null where the settings name none, or a key.</summary>
    public static GoogleAccount? Of(GoogleOptions options) =>
        options is { CredentialsFile: { Length: > 0 } named } ? new GoogleAccount(named)
        : string.IsNullOrWhiteSpace(options.ApiKey) && Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } usual
            ? new GoogleAccount(usual)
        : null;

    public Task<string> TokenAsync(CancellationToken cancellationToken) =>
        _account.Value.GetAccessTokenForRequestAsync(authUri: null, cancellationToken);

    private static ServiceAccountCredential Read(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            var key = JsonSerializer.Deserialize<KeyFile>(stream, Json);
            return key is { Type: "service_account", ClientEmail: { } email, PrivateKey: { } secret }
                ? new ServiceAccountCredential(new ServiceAccountCredential.Initializer(email)
                {
                    ProjectId = key.ProjectId,
                    KeyId = key.PrivateKeyId,
                    Scopes = [Scope],
                    UseJwtAccessWithScopes = true,
                }.FromPrivateKey(secret))
                : throw Unusable(file, "it is no key file of a service account", null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(file, "it cannot be read", e);
        }
        catch (Exception e) when (e is JsonException or CryptographicException or ArgumentException or FormatException)
        {
            // Without what was found there: it may be the key.
            throw Unusable(file, "it is no key file of a service account", null);
        }
    }

    private static EngineUnavailableException Unusable(string file, string why, Exception? inner) => new(
        $"Engine 'google' cannot use {file}: {why}. Set LIVECAPTIONS_Engines__Google__CredentialsFile to one that it can.", inner);

    private sealed record KeyFile(string? Type, string? ProjectId, string? PrivateKeyId, string? PrivateKey, string? ClientEmail);
}
