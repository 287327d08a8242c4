using System.Text.Json;
using LiveCaptions.Server.Outgoing;

namespace LiveCaptions.Server.Chat;

/// <summary>
/// The way out to servers that the administrator names, which may be on this machine or its network: JSON there and back. No redirects: the
/// key goes where it was meant to go.
/// </summary>
public sealed class JsonEndpoint : IDisposable
{
    /// <summary>Of an answer.</summary>
    private const int MaxBytes = 1024 * 1024;

    private readonly HttpClient _client;

    /// <param name="named">Addresses that the administrator names; null for none.</param>
    public JsonEndpoint(IEnumerable<Uri?> named, OutgoingOptions outgoing, OwnAddresses own)
    {
        var allowed = new OutgoingOptions
        {
            Allow = string.Join(
                ',', named.Select(address => address?.Authority).Prepend(outgoing.Allow).Where(place => !string.IsNullOrEmpty(place))),
            Refuse = outgoing.Refuse,
        };
        _client = new HttpClient(GuardedHandler.Create(new AddressPolicy(AddressReach.Internet, allowed, own)))
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxBytes,
        };
    }

    /// <param name="name">Of the server, for who reads of its failures.</param>
    /// <param name="key">Goes as a bearer token; null for none.</param>
    /// <exception cref="ChatException">It answers with something else, or not at all.</exception>
    public async Task<JsonElement> PostAsync(string name, Uri address, object body, string? key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = key is { Length: > 0 } ? new("Bearer", key) : null;
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode
                ? await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)
                : throw new ChatException($"{name} answers {(int)response.StatusCode}.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException or InvalidOperationException)
        {
            throw new ChatException(
                exception is HttpRequestException { InnerException: AddressRefusedException }
                    ? $"{name} is at an address that may not be connected to."
                    : $"{name} cannot be reached, or answers with something else than JSON.", exception);
        }
    }

    public void Dispose() => _client.Dispose();
}
