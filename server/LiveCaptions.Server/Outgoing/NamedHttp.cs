using System.Text.Json;

namespace LiveCaptions.Server.Outgoing;

/// <summary>
/// The way out to servers that the administrator names: they may be on this machine or its network. No redirects: the key goes where it
/// was meant to go.
/// </summary>
internal sealed class NamedHttp : IDisposable
{
    /// <summary>Of an answer.</summary>
    private const int MaxBytes = 1024 * 1024;

    private readonly HttpClient _client;

    public NamedHttp(OutgoingOptions outgoing, OwnAddresses own, params Uri?[] named)
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
    /// <exception cref="IOException">It answers with something else than JSON, or not at all; the message is one line.</exception>
    public async Task<JsonElement> PostAsync(string name, Uri address, object body, string? key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = key is { Length: > 0 } ? new("Bearer", key) : null;
        HttpResponseMessage? response = null;
        try
        {
            response = await _client.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode
                ? await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)
                : throw new IOException($"{name} answers {(int)response.StatusCode}.");
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or InvalidOperationException
            || (exception is IOException && response?.IsSuccessStatusCode != false))
        {
            throw new IOException(
                exception is HttpRequestException { InnerException: AddressRefusedException }
                    ? $"{name} is at an address that may not be connected to."
                    : $"{name} cannot be reached, or answers with something else than JSON.", exception);
        }
        finally
        {
            response?.Dispose();
        }
    }

    public void Dispose() => _client.Dispose();
}
