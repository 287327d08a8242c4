using LiveCaptions.Bench.Abuse;
using LiveCaptions.Server.Ingest.Rtmp;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Bench;

/// <summary>The floods of <c>bench abuse</c> against a server in this process, for a moment.</summary>
public sealed class AbuseFloodTests
{
    [Fact]
    public async Task Every_flood_gets_answers_and_the_server_goes_on()
    {
        await using var server = await TestServer.StartAsync();
        var watched = await server.PublishedAsync(new { @public = true }, FakeSpeech.Say(1, 2));
        var live = await server.CreateSessionAsync();
        using var stranger = new Stranger(server.Address, server.Services.GetRequiredService<RtmpHost>().Port, watched.Id, live.Id);
        var floods = new Floods(TimeProvider.System, hold: TimeSpan.FromSeconds(1)).All();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var running = Task.WhenAll(floods.Select(flood => flood.RunAsync(stranger, TimeProvider.System, stop.Token)));
        await server.UntilAsync(() => Task.FromResult(floods.All(flood => !flood.Answers.IsEmpty)));
        await using (var publisher = await live.PublishAsync())
        {
            await publisher.SendAsync(FakeSpeech.Say(3, 4));
            await publisher.CloseAsync();
        }

        await stop.CancelAsync();
        await running;

        Assert.Equal(FakeSpeech.Text(3, 4), await live.TextAsync());
        Assert.All(
            floods, flood => Assert.DoesNotContain(flood.Answers.Keys, answer => answer.StartsWith("500", StringComparison.Ordinal)));
        Assert.Equal(floods.Count, floods.Select(flood => flood.Name).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Long_session_is_there_for_who_asks()
    {
        var data = Directory.CreateTempSubdirectory("livecaptions-test-").FullName;
        var id = await LongSession.MakeAsync(data, TimeProvider.System, TestContext.Current.CancellationToken);
        await using var server = await TestServer.StartAsync(data);
        Assert.Equal(6_000, (await server.GetAsync($"/api/sessions/{id}")).GetProperty("cueCount").GetInt32());
        Assert.Equal(1_000, (await server.GetAsync($"/api/sessions/{id}/cues?limit=1000")).GetArrayLength());
    }
}
