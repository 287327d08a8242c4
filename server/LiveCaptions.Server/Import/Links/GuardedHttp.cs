using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace LiveCaptions.Server.Import.Links;

/// <summary>HTTP to where the policy lets it, redirects included; never by a proxy, which would connect for us.</summary>
public sealed class GuardedHttp : IDisposable
{
    private readonly HttpClient _client;

    public GuardedHttp(AddressPolicy policy) => _client = new HttpClient(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = true,
        MaxAutomaticRedirections = 8,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        ResponseDrainTimeout = TimeSpan.Zero,
        ConnectCallback = async (context, stop) =>
            new NetworkStream(await policy.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, stop), ownsSocket: true),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { UserAgent = { new ProductInfoHeaderValue(new ProductHeaderValue("LiveCaptions")) } },
    };

    /// <summary>Waits for the answer's head only.</summary>
    /// <exception cref="AddressRefusedException">It leads where it may not.</exception>
    /// <exception cref="HttpRequestException">It cannot be reached.</exception>
    public async Task<HttpResponseMessage> OpenAsync(Uri url, RangeRequest? range, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        range?.ApplyTo(request);
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException e) when (e.InnerException is AddressRefusedException refused)
        {
            throw new AddressRefusedException(url.Host, refused);
        }
    }

    public void Dispose() => _client.Dispose();
}
