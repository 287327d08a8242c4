using LiveCaptions.Clients.WebRtc;
using LiveCaptions.Server.Api;
using LiveCaptions.Server.Sessions.Tracks;

namespace LiveCaptions.Bench.Ingest;

/// <summary>Makes sessions of a server and publishers that come in by WHIP.</summary>
internal sealed class BenchPublishers(BenchServer server, BenchHandshakes handshakes, TimeProvider time)
{
    /// <exception cref="InvalidOperationException">The server is full.</exception>
    public Task<CreatedSession> CreateSessionAsync(CancellationToken cancellationToken) => server.MakeSessionAsync(cancellationToken);

    public Task<WhipClient> ConnectAsync(CreatedSession session, bool nack, CancellationToken cancellationToken) => WhipClient.ConnectAsync(
        server.Http,
        new Uri(server.Http.BaseAddress!, $"whip/{session.Id}"),
        session.StreamKey,
        new WhipClientOptions(handshakes.Identity, handshakes.Clients) { Nack = nack },
        time,
        cancellationToken);

    /// <summary>The track that a publisher of the session has.</summary>
    public AudioTrack TrackOf(CreatedSession session) => server.TrackOf(session);

    /// <summary>Says that this was all, and that the publisher is gone.</summary>
    public static async Task LeaveAsync(WhipClient client)
    {
        using var response = await client.DeleteAsync();
        await client.DisposeAsync();
    }
}
