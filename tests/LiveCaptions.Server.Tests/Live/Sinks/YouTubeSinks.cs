using LiveCaptions.Server.Tests.Harness;
using Microsoft.AspNetCore.Builder;

namespace LiveCaptions.Server.Tests.Live.Sinks;

/// <summary>A server whose administrator takes this machine for YouTube.</summary>
internal static class YouTubeSinks
{
    public static Task<TestServer> StartAsync(string? data = null, Action<WebApplicationBuilder>? configure = null) =>
        TestServer.StartAsync(data, configure: configure, settings: ("Outgoing:Allow", "127.0.0.1"));
}
