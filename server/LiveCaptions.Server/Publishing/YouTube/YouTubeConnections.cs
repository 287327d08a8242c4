using Google.Apis.Http;
using LiveCaptions.Server.Outgoing;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Publishing.YouTube;

/// <summary>
/// How Google's library gets out: by the server's own way, with its policy. One handler, so that connections are shared; the library
/// disposes of what it is given, so it is given a loan.
/// </summary>
public sealed class YouTubeConnections : HttpClientFactory, IDisposable
{
    private readonly HttpMessageHandler _handler;

    public YouTubeConnections(IOptions<YouTubeOptions> options, IOptions<OutgoingOptions> outgoing, OwnAddresses own)
        : this(GuardedHandler.Create(new AddressPolicy(AddressReach.Internet, With(outgoing.Value, options.Value.Address), own)))
    {
    }

    internal YouTubeConnections(HttpMessageHandler handler) => _handler = handler;

    public void Dispose() => _handler.Dispose();

    protected override HttpMessageHandler CreateHandler(CreateHttpClientArgs args) => new Loan(_handler);

    /// <summary>The administrator names the stand-in, so it may be reached wherever it is.</summary>
    private static OutgoingOptions With(OutgoingOptions outgoing, string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
            ? new OutgoingOptions { Allow = $"{outgoing.Allow},{uri.Authority}", Refuse = outgoing.Refuse }
            : outgoing;

    private sealed class Loan(HttpMessageHandler handler) : DelegatingHandler(handler)
    {
        protected override void Dispose(bool disposing)
        {
            // It is not ours.
        }
    }
}
