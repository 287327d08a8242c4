using System.Collections.Concurrent;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Speech.Recognition.Cloud;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace LiveCaptions.Server.Cloud;

/// <summary>
/// How engines get to their providers: by the server's own way out. The administrator names the address, so it may be reached wherever it
/// is; redirects are not followed, as the key would go with them. Made without a factory: those log.
/// </summary>
internal sealed class CloudConnections(IOptions<OutgoingOptions> outgoing, OwnAddresses own, TimeProvider time) : IDisposable
{
    /// <summary>A server that wants a longer wait than this is busy: another engine is the better way.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly ConcurrentBag<HttpMessageInvoker> _made = [];

    /// <summary>For connections that stay: whoever has one tries again with what it knows of the sound.</summary>
    public CloudAccess Streaming(CloudOptions options) => Access(options, Guarded(options));

    /// <summary>For requests: what passes is tried again here.</summary>
    public CloudAccess Requests(CloudOptions options) => Access(options, new RetryHandler(Retry()) { InnerHandler = Guarded(options) });

    public void Dispose()
    {
        foreach (var http in _made)
        {
            http.Dispose();
        }
    }

    private CloudAccess Access(CloudOptions options, HttpMessageHandler handler)
    {
        var http = new HttpMessageInvoker(handler);
        _made.Add(http);
        return new CloudAccess(new Uri(options.Address), options.ApiKey, http, time);
    }

    private SocketsHttpHandler Guarded(CloudOptions options)
    {
        var allowed = new OutgoingOptions
        {
            Allow = $"{outgoing.Value.Allow},{new Uri(options.Address).Authority}",
            Refuse = outgoing.Value.Refuse,
        };
        var handler = GuardedHandler.Create(new AddressPolicy(AddressReach.Internet, allowed, own));

        // Of HTTP/2: many streams, and a far end that is gone is noticed.
        handler.EnableMultipleHttp2Connections = true;
        (handler.KeepAlivePingDelay, handler.KeepAlivePingTimeout) = (TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(20));
        handler.KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests;
        return handler;
    }

    private ResiliencePipeline<HttpResponseMessage> Retry() =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = 2,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(500),
                ShouldHandle = args => ValueTask.FromResult(MayPassSoon(args.Outcome)),
                DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result?.Headers.RetryAfter?.Delta),
                OnRetry = args =>
                {
                    args.Outcome.Result?.Dispose();
                    return ValueTask.CompletedTask;
                },
            })
            .Build();

    private static bool MayPassSoon(Outcome<HttpResponseMessage> outcome) => outcome.Result is { } response
        ? HttpAnswer.MayPass(response) && !(response.Headers.RetryAfter?.Delta > LongestWait)
        : outcome.Exception is HttpRequestException { InnerException: not AddressRefusedException };

    private sealed class RetryHandler(ResiliencePipeline<HttpResponseMessage> pipeline) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            await pipeline.ExecuteAsync(async stop => await base.SendAsync(request, stop), cancellationToken);
    }
}
