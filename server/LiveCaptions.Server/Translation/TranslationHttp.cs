using System.Text.Json;
using LiveCaptions.Server.Outgoing;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Translation;

/// <summary>
/// The way out to servers that translate: the administrator names them, so they may be on this machine or its network. No redirects: the
/// key goes where it was meant to go.
/// </summary>
public sealed class TranslationHttp : IDisposable
{
    /// <summary>Of an answer.</summary>
    private const int MaxBytes = 1024 * 1024;

    private readonly HttpClient _client;

    public TranslationHttp(IOptions<TranslationOptions> options, IOptions<OutgoingOptions> outgoing, OwnAddresses own)
    {
        string?[] named = [outgoing.Value.Allow, options.Value.LibreTranslate.Address?.Authority, options.Value.Chat.Address?.Authority];
        var allowed = new OutgoingOptions
        {
            Allow = string.Join(',', named.Where(place => !string.IsNullOrEmpty(place))),
            Refuse = outgoing.Value.Refuse,
        };
        _client = new HttpClient(GuardedHandler.Create(new AddressPolicy(AddressReach.Internet, allowed, own)))
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxBytes,
        };
    }

    /// <param name="name">Of the translator, for who reads of its failures.</param>
    /// <param name="key">Goes as a bearer token; null for none.</param>
    /// <exception cref="TranslationException">It answers with something else, or not at all.</exception>
    public async Task<JsonElement> PostAsync(string name, Uri address, object body, string? key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = key is { Length: > 0 } ? new("Bearer", key) : null;
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode
                ? await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)
                : throw new TranslationException($"{name} answers {(int)response.StatusCode}.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException or InvalidOperationException)
        {
            throw new TranslationException(
                exception is HttpRequestException { InnerException: AddressRefusedException }
                    ? $"{name} is at an address that may not be connected to."
                    : $"{name} cannot be reached, or answers with something else than JSON.", exception);
        }
    }

    public void Dispose() => _client.Dispose();
}
