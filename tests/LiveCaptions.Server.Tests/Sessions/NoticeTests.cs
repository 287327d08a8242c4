using LiveCaptions.Media.Audio;
using LiveCaptions.Server.Ingest;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Sessions;

public sealed class NoticeTests
{
    private static readonly AudioNotice Torn = new("torn", "Two frames are torn.");

    [Fact]
    public async Task Session_without_notices_has_none_in_its_view()
    {
        await using var server = await TestServer.StartAsync();
        var (session, _) = await AdmitAsync(server);

        Assert.False((await session.ViewAsync()).TryGetProperty("notices", out _));
    }

    [Fact]
    public async Task Notice_shows_what_happened_when_and_on_which_track()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await AdmitAsync(session);
        var second = await AdmitAsync(session, "Ann");
        await second.AppendAsync(FakeSpeech.Say(1));

        second.Notify(Torn);

        var notice = Assert.Single((await session.ViewAsync()).GetProperty("notices").EnumerateArray());
        Assert.Equal(("torn", "Two frames are torn.", 1), (notice.GetProperty("code").GetString(),
            notice.GetProperty("message").GetString(), notice.GetProperty("track").GetInt32()));
        Assert.Equal(await session.DurationAsync(), notice.GetProperty("at").GetDouble());
    }

    [Fact]
    public async Task Later_notice_of_a_code_takes_the_earlier_ones_place_and_keeps_its_time()
    {
        await using var server = await TestServer.StartAsync();
        var (session, publisher) = await AdmitAsync(server);

        publisher.Notify(Torn);
        await publisher.AppendAsync(FakeSpeech.Say(1));
        publisher.Notify(Torn with { Message = "Three frames are torn." });

        var notice = Assert.Single((await session.ViewAsync()).GetProperty("notices").EnumerateArray());
        Assert.Equal(("Three frames are torn.", 0), (notice.GetProperty("message").GetString(), notice.GetProperty("at").GetDouble()));
    }

    [Fact]
    public async Task Notice_that_is_over_is_taken_back()
    {
        await using var server = await TestServer.StartAsync();
        var (session, publisher) = await AdmitAsync(server);

        publisher.Notify(Torn);
        publisher.Notify(Torn with { Message = "Frames are whole again.", IsOver = true });

        Assert.Empty(await session.NoticesAsync());
    }

    [Fact]
    public async Task What_is_lost_for_a_notice_counts_once_as_lost_audio()
    {
        await using var server = await TestServer.StartAsync();
        var (session, publisher) = await AdmitAsync(server);

        publisher.Notify(Torn with { LostSamples = 16_000 });
        publisher.Notify(Torn with { LostSamples = 16_000 });
        publisher.Notify(Torn with { LostSamples = 24_000 });

        Assert.Equal(1.5, await session.LostAudioAsync());
    }

    [Fact]
    public async Task Publisher_that_comes_back_counts_what_is_lost_from_its_own_beginning()
    {
        await using var server = await TestServer.StartAsync();
        var (session, first) = await AdmitAsync(server);
        first.Notify(Torn with { LostSamples = 16_000 });
        first.Detach();
        var second = await AdmitAsync(session);

        second.Notify(Torn with { LostSamples = 8_000 });
        first.Notify(Torn with { LostSamples = 160_000 });

        Assert.Equal(1.5, await session.LostAudioAsync());
    }

    [Fact]
    public async Task Words_of_strangers_in_notices_are_cleaned_and_cut()
    {
        await using var server = await TestServer.StartAsync();
        var (session, publisher) = await AdmitAsync(server);

        publisher.Notify(
            new AudioNotice("torn", $"It came\r\nfrom https://me:secret@host.example/a?token=secret \u202e{new string('x', 1_000)}"));

        var message = (await session.ViewAsync()).GetProperty("notices")[0].GetProperty("message").GetString()!;
        Assert.StartsWith("It came from host.example xxx", message, StringComparison.Ordinal);
        Assert.True(message.Length <= 300);
    }

    [Fact]
    public async Task Notices_are_bounded()
    {
        await using var server = await TestServer.StartAsync();
        var (session, publisher) = await AdmitAsync(server);

        for (var i = 0; i < 1_000; i++)
        {
            publisher.Notify(new AudioNotice($"code{i}", "It happened."));
        }

        Assert.Equal(64, (await session.NoticesAsync()).Count);
    }

    [Fact]
    public async Task Notices_and_lost_audio_survive_a_killed_server_and_the_sessions_end()
    {
        await using var killed = await TestServer.StartAsync();
        var (session, publisher) = await AdmitAsync(killed);
        await publisher.AppendAsync(FakeSpeech.Say(1));
        publisher.Notify(Torn with { LostSamples = 16_000 });
        await killed.UntilAsync(async () =>
            (await killed.Services.GetRequiredService<SessionDirectory>().FindAsync(session.Id))!.Notices is not null);

        await using var restarted = await TestServer.StartAsync(killed.CopyOfData());
        Assert.Equal(["torn"], await session.NoticesAsync(restarted));
        await using var back = await session.PublishAsync(at: restarted);
        await back.CloseAsync();

        Assert.Equal("finished", await session.StateAsync(restarted));
        Assert.Equal(["torn"], await session.NoticesAsync(restarted));
        Assert.Equal(1, await session.LostAudioAsync(restarted));
    }

    [Fact]
    public async Task Viewers_are_told_of_notices()
    {
        await using var server = await TestServer.StartAsync();
        var (session, publisher) = await AdmitAsync(server);
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);

        publisher.Notify(Torn);
        Assert.True(await viewer.ReadUntilAsync(v => v.Notices is ["torn"]));
        publisher.Notify(Torn with { IsOver = true });
        Assert.True(await viewer.ReadUntilAsync(v => v.Notices is []));
    }

    /// <summary>What a protocol passes on to who publishes.</summary>
    [Fact]
    public async Task Publisher_is_told_each_message_once_and_what_is_over_only_where_it_was_told()
    {
        await using var server = await TestServer.StartAsync();
        var (_, publisher) = await AdmitAsync(server);

        publisher.Notify(Torn);
        publisher.Notify(Torn with { LostSamples = 1 });
        publisher.Notify(new AudioNotice("late", "All is in time.") { IsOver = true });
        publisher.Notify(Torn with { Message = "Frames are whole again.", IsOver = true });

        Assert.Equal([Torn, Torn with { Message = "Frames are whole again.", IsOver = true }], Read(publisher));
    }

    [Fact]
    public async Task Deleting_a_session_deletes_its_notices()
    {
        await using var server = await TestServer.StartAsync();
        var (session, publisher) = await AdmitAsync(server);
        publisher.Notify(new AudioNotice("torn", "A frame of zebra.wav is torn."));
        await server.UntilAsync(async () =>
            (await server.Services.GetRequiredService<SessionDirectory>().FindAsync(session.Id))!.Notices is not null);

        using var deleted = await server.Http.DeleteAsync($"/api/sessions/{session.Id}");
        deleted.EnsureSuccessStatusCode();

        Assert.Null(await server.Services.GetRequiredService<SessionDirectory>().FindAsync(session.Id));
    }

    [Fact]
    public async Task Notices_are_described()
    {
        await using var server = await TestServer.StartAsync();

        var schemas = (await server.GetAsync("/openapi/v1.json")).GetProperty("components").GetProperty("schemas");

        Assert.True(schemas.GetProperty("SessionView").GetProperty("properties").TryGetProperty("notices", out _));
        Assert.Equal(
            ["at", "code", "message", "track"],
            schemas.GetProperty("SessionNotice").GetProperty("properties").EnumerateObject().Select(p => p.Name).Order());
    }

    private static List<AudioNotice> Read(Publisher publisher)
    {
        var read = new List<AudioNotice>();
        while (publisher.Notices.TryRead(out var notice))
        {
            read.Add(notice);
        }

        return read;
    }

    private static async Task<(TestSession Session, Publisher Publisher)> AdmitAsync(TestServer server)
    {
        var session = await server.CreateSessionAsync();
        return (session, await AdmitAsync(session));
    }

    private static async Task<Publisher> AdmitAsync(TestSession session, string? speaker = null) =>
        (await session.Server.Services.GetRequiredService<IngestGate>().AdmitAsync(session.Id, speaker)).Connection!.Track;
}
