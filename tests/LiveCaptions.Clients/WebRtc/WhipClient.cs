using System.Net.Http.Headers;
using System.Text;
using LiveCaptions.Media.WebRtc.Ice;
using LiveCaptions.Server.Ingest.Whip;

namespace LiveCaptions.Clients.WebRtc;

/// <summary>A WHIP publisher (RFC 9725): offer, connection, farewell.</summary>
public sealed class WhipClient : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly string _key;

    private WhipClient(HttpClient http, string key, Uri resource, string etag, WhipAnswer answer) =>
        (_http, _key, Resource, ETag, Answer) = (http, key, resource, etag, answer);

    public Uri Resource { get; }

    public string ETag { get; private set; }

    public WhipAnswer Answer { get; private set; }

    public RtcLink Link { get; private set; } = null!;

    /// <param name="whip">The session's WHIP address.</param>
    /// <exception cref="HttpRequestException">The server refuses.</exception>
    public static async Task<WhipClient> ConnectAsync(
        HttpClient http, Uri whip, string key, WhipClientOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var ice = IceCredentials.Create();
        var offer = WhipOffer.Write(ice, options.Announced ?? options.Identity.Fingerprint, options.Nack);
        using var response = await SendAsync(
            http, HttpMethod.Post, whip, key, options.Reword(offer), WhipEndpoint.OfferType, ifMatch: null, cancellationToken);
        var answer = WhipAnswer.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken));
        var client = new WhipClient(http, key, new Uri(whip, response.Headers.Location!), response.Headers.ETag!.ToString(), answer);
        client.Link = await RtcLink.ConnectAsync(options, ice, options.Distort(answer), time, cancellationToken);
        return client;
    }

    public Task<HttpResponseMessage> DeleteAsync() =>
        SendAsync(_http, HttpMethod.Delete, Resource, _key, body: null, type: null, ifMatch: null, CancellationToken.None);

    public Task<HttpResponseMessage> PatchAsync(string fragment, string? ifMatch) =>
        SendAsync(_http, HttpMethod.Patch, Resource, _key, fragment, WhipEndpoint.FragmentType, ifMatch, CancellationToken.None);

    /// <summary>New credentials on both sides, from a new port.</summary>
    public async Task RestartIceAsync()
    {
        var ice = IceCredentials.Create();
        using var response = await PatchAsync($"a=ice-ufrag:{ice.Ufrag}\r\na=ice-pwd:{ice.Password}\r\n", "*");
        Answer = WhipAnswer.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(), Answer.Fingerprint);
        ETag = response.Headers.ETag!.ToString();
        Link.Restart(ice, Answer);
    }

    public ValueTask DisposeAsync() => Link.DisposeAsync();

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient http, HttpMethod method, Uri address, string key, string? body,
        string? type, string? ifMatch, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body))
            {
                Headers = { ContentType = new MediaTypeHeaderValue(type!) }
            };
        }

        return await http.SendAsync(request, cancellationToken);
    }
}
