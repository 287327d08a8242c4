using LiveCaptions.Server.Ingest;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Sessions;

public sealed class PublisherTests
{
    [Fact]
    public async Task Publisher_that_has_left_the_track_counts_no_lost_audio_in_it()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        var gate = server.Services.GetRequiredService<IngestGate>();
        var (first, _) = await gate.AdmitAsync(session.Id, speaker: null);
        first!.Detach();
        var (second, _) = await gate.AdmitAsync(session.Id, speaker: null);

        second!.CountLost(16_000);
        first.CountLost(32_000);

        Assert.Equal(1, await session.LostAudioAsync());
    }
}
