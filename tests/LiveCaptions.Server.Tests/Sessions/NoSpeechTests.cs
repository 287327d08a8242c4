using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Server.Tests.Ingest.Rtmp;

namespace LiveCaptions.Server.Tests.Sessions;

/// <summary>Sound in which nothing is said, and how loud it is.</summary>
public sealed class NoSpeechTests
{
    // The fake recogniser hears speech in what is above 0.001, which is above what a muted microphone has.
    private static readonly short[] Noise = [.. Enumerable.Range(0, 16_000).Select(i => (short)(i % 2 == 0 ? 20 : -20))];

    [Fact]
    public async Task Publisher_is_told_that_the_microphone_is_muted_and_no_more_once_something_is_said()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();

        await publisher.SendAsync(FakeSpeech.Silence(5));
        var notice = await publisher.NextAsync("notice");
        Assert.Equal("noSpeech", notice.GetProperty("code").GetString());
        Assert.Contains("muted", notice.GetProperty("message").GetString()!, StringComparison.Ordinal);
        Assert.Equal(["noSpeech"], await session.NoticesAsync());

        await publisher.SendAsync(FakeSpeech.Say(1));
        Assert.True((await publisher.NextAsync("notice")).GetProperty("over").GetBoolean());
        Assert.Empty(await session.NoticesAsync());
    }

    [Fact]
    public async Task Sound_without_speech_is_told_from_none()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();

        await publisher.SendAsync(FakeSpeech.Silence(5));
        await publisher.NextAsync("notice");
        for (var i = 0; i < 7; i++)
        {
            await publisher.SendAsync(Noise);
        }

        Assert.Contains(
            "there is sound (-6", (await publisher.NextAsync("notice")).GetProperty("message").GetString()!, StringComparison.Ordinal);
        Assert.Equal(["noSpeech"], await session.NoticesAsync());
    }

    [Fact]
    public async Task Who_speaks_now_and_then_is_not_told()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();

        for (var word = 1; word < 5; word++)
        {
            await publisher.SendAsync([.. FakeSpeech.Say(word), .. FakeSpeech.Silence(2)]);
        }

        await publisher.CloseAsync();
        Assert.Empty(await session.NoticesAsync());
    }

    [Fact]
    public async Task Zero_seconds_never_tell()
    {
        await using var server = await TestServer.StartAsync(settings: ("Sessions:NoSpeechSeconds", "0"));
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();

        await publisher.SendAsync(FakeSpeech.Silence(10));
        await publisher.CloseAsync();

        Assert.Empty(await session.NoticesAsync());
    }

    [Fact]
    public async Task Level_is_shown_while_somebody_publishes()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        Assert.False((await session.ViewAsync()).TryGetProperty("levels", out _));
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Silence(5));
        await session.RecordedAsync(5);
        Assert.Equal((-100, -100), await LevelAsync(session));

        await publisher.SendAsync(Tone.Of(5));
        await session.RecordedAsync(10);
        Assert.Equal((-15.3, -12.2), await LevelAsync(session));

        await publisher.CloseAsync();
        Assert.False((await session.ViewAsync()).TryGetProperty("levels", out _));
    }

    private static Task<TestServer> StartAsync() => TestServer.StartAsync(settings: ("Sessions:NoSpeechSeconds", "3"));

    private static async Task<(double Rms, double Peak)> LevelAsync(TestSession session)
    {
        var level = (await session.ViewAsync()).GetProperty("levels")[0];
        return (level.GetProperty("rms").GetDouble(), level.GetProperty("peak").GetDouble());
    }
}
