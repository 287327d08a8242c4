using System.Net.WebSockets;
using LiveCaptions.Server.Captions;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Ingest;

public sealed class WebSocketIngestTests
{
    [Fact]
    public async Task Audio_becomes_finals_and_close_finishes_the_session()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync(new { title = "Test", language = "en-US" });
        await using var publisher = await session.PublishAsync();
        Assert.Equal("live", await session.StateAsync());

        await publisher.SendAsync([.. FakeSpeech.Say(1, 2, 3), .. FakeSpeech.Say(4, 5)]);
        var status = await publisher.CloseAsync();

        Assert.Equal(WebSocketCloseStatus.NormalClosure, status);
        Assert.Equal("finished", await session.StateAsync());
        Assert.Equal(FakeSpeech.Text(1, 2, 3, 4, 5), await session.TextAsync());
        var cues = await session.CuesAsync();
        Assert.All(cues, cue => Assert.Equal(CueKind.Final, cue.Kind));
        Assert.Equal(0, cues[0].Start, 0.05);
    }
}
