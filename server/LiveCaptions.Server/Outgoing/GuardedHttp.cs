using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Text;

namespace LiveCaptions.Server.Outgoing;

/// <summary>Reads by HTTP, from where the policy lets it.</summary>
/// <param name="cookies">Whether it keeps them, as one visitor does.</param>
public sealed class GuardedHttp(AddressPolicy policy, bool cookies = false) : IDisposable
{
    private readonly HttpClient _client = new(GuardedHandler.Create(policy, redirects: 8, cookies))
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
        if (url.UserInfo.Length > 0)
        {
            // Not sent on where the answer redirects to.
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(url.UserInfo))));
        }

        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException e) when (e.InnerException is AddressRefusedException refused)
        {
            throw new AddressRefusedException(url.Host, refused);
        }
        catch (HttpRequestException e) when (e.InnerException is AuthenticationException untrusted)
        {
            throw new HttpRequestException(HttpRequestError.SecureConnectionError, UntrustedCertificate.Message(url.Host, untrusted), e);
        }
    }

    public void Dispose() => _client.Dispose();
}
