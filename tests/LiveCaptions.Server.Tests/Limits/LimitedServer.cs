using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Limits;

/// <summary>A server for which this machine is a client like any other.</summary>
internal static class LimitedServer
{
    /// <param name="limits">Such as <c>WatchesPerAddress</c>.</param>
    public static Task<TestServer> StartAsync(params (string Name, string Value)[] limits) =>
        TestServer.StartAsync(settings: [("Limits:ExemptLoopback", "false"), .. limits.Select(limit =>
            (limit.Name.Contains(':', StringComparison.Ordinal) ? limit.Name : $"Limits:{limit.Name}", limit.Value))]);

    /// <summary>429, which says what is the matter, and when to come again.</summary>
    public static async Task IsTooManyAsync(this Task<HttpResponseMessage> request)
    {
        using var response = await request;
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.InRange(int.Parse(Assert.Single(response.Headers.GetValues("Retry-After")), CultureInfo.InvariantCulture), 1, 60);
    }

    /// <summary>Finals of about so many bytes in all, as if they had been said.</summary>
    public static async Task FillAsync(this TestSession session, int finals, int textLength = 1_000)
    {
        var store = session.Server.Services.GetRequiredService<FinalStore>();
        await store.AddAsync(new FinalBatch(session.Id, Track: 0)
        {
            SeqReserved = finals,
            Finals = [.. Enumerable.Range(1, finals).Select(seq => Final(session.Id, seq, new string('x', textLength)))],
        });
    }

    public static Cue Final(string id, long seq, string text) => new()
    {
        SessionId = id,
        Seq = seq,
        Id = $"c{seq}",
        Revision = 1,
        Kind = CueKind.Final,
        Start = seq,
        End = seq + 1,
        Text = text,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    /// <summary>A connection that is as small as can be, and on which nobody reads.</summary>
    public static async Task<Socket> DialAsync(this TestServer server, string? say = null, int? port = null)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096, NoDelay = true };
        await socket.ConnectAsync(server.Address.Host, port ?? server.Address.Port);
        if (say is not null)
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(say.Replace("\n", "\r\n", StringComparison.Ordinal)));
        }

        return socket;
    }

    /// <summary>Waits until the server has closed, or cut off, a connection; what it sent before is passed over.</summary>
    public static async Task UntilClosedAsync(this Socket socket)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer).WaitAsync(TimeSpan.FromSeconds(60)) > 0)
            {
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Cut off, or not wanted any more.
        }
    }
}
