using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Limits;

/// <summary>Readers that do not read: they hold little, and not for long.</summary>
public sealed class StalledReaderTests
{
    // More than the buffers of both sides hold.
    private const int Finals = 12_000;

    [Fact]
    public async Task Export_that_nobody_takes_is_cut_off_and_its_place_is_free()
    {
        await using var server = await LimitedServer.StartAsync(("ExportsPerAddress", "1"), ("StallSeconds", "0.5"));
        var session = await server.CreateSessionAsync();
        await session.FillAsync(Finals);
        using var stalled = await server.DialAsync(
            $"GET /api/sessions/{session.Id}/captions.json HTTP/1.1\nHost: {server.Address.Authority}\n\n");
        var small = await server.CreateSessionAsync();
        await server.UntilAsync(async () => await ExportAsync(small) == 429);

        await server.UntilAsync(async () => await ExportAsync(small) == 200);
        await stalled.UntilClosedAsync();
    }

    [Fact]
    public async Task Viewer_by_events_who_takes_nothing_is_cut_off()
    {
        await using var server = await LimitedServer.StartAsync(("StallSeconds", "0.5"));
        var session = await server.CreateSessionAsync();
        await session.FillAsync(Finals);
        var broadcaster = server.Services.GetRequiredService<CueBroadcaster>();
        using var stalled = await server.DialAsync($"GET /api/sessions/{session.Id}/events HTTP/1.1\nHost: {server.Address.Authority}\n\n");
        await server.UntilAsync(() => Task.FromResult(broadcaster.Viewers == 1));

        await server.UntilAsync(() => Task.FromResult(broadcaster.Viewers == 0));
    }

    [Fact]
    public async Task Viewer_by_the_hub_who_takes_nothing_is_cut_off()
    {
        await using var server = await LimitedServer.StartAsync(("StallSeconds", "0.5"));
        var session = await server.CreateSessionAsync();
        await session.FillAsync(finals: 500);
        var broadcaster = server.Services.GetRequiredService<CueBroadcaster>();
        using var stalled = await ConnectToHubAsync(server);
        await SayAsync(stalled, """{"protocol":"json","version":1}""");
        for (var i = 0; i < 64; i++)
        {
            await SayAsync(stalled, $$"""{"type":1,"invocationId":"{{i}}","target":"Watch","arguments":["{{session.Id}}",null]}""");
        }

        await server.UntilAsync(() => Task.FromResult(broadcaster.Viewers == 1));
        await server.UntilAsync(() => Task.FromResult(broadcaster.Viewers == 0));
    }

    [Fact]
    public async Task Export_is_the_same_as_ever_to_who_reads()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await session.FillAsync(Finals);

        using var response = await server.Http.GetAsync($"/api/sessions/{session.Id}/captions.json");
        var body = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal(response.Content.Headers.ContentLength, body.Length);
        Assert.Equal(Finals, System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("cues").GetArrayLength());
    }

    private static Task<int> ExportAsync(TestSession session) =>
        session.Server.Http.GetAsync($"/api/sessions/{session.Id}/captions.vtt").StatusAsync();

    private static async Task<ClientWebSocket> ConnectToHubAsync(TestServer server)
    {
        using var narrow = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = async (context, stop) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096 };
                await socket.ConnectAsync(context.DnsEndPoint, stop);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        var viewer = new ClientWebSocket();
        await viewer.ConnectAsync(new Uri($"ws://{server.Address.Authority}/hubs/captions"), narrow, TestContext.Current.CancellationToken);
        return viewer;
    }

    private static Task SayAsync(ClientWebSocket viewer, string message) =>
        viewer.SendAsync(
            Encoding.UTF8.GetBytes(message + "\u001e"), WebSocketMessageType.Text,
            endOfMessage: true, TestContext.Current.CancellationToken);
}
