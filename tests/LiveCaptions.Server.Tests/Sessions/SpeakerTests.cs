using System.Net;
using System.Net.Http.Json;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Sessions;

public sealed class SpeakerTests
{
    private static readonly short[] Ann = FakeSpeech.Say(1, 2, 3, 4, 5);
    private static readonly short[] Bob = FakeSpeech.Say(11, 12, 13, 14, 15);
    private static readonly short[] AnnThenBob = FakeSpeech.Say(1, 2, 3, 4, 5, 11, 12, 13, 14, 15);

    [Fact]
    public async Task Each_voice_has_a_speaker_of_its_own()
    {
        await using var server = await StartAsync();
        var session = await server.PublishedAsync(new { }, Ann, Bob, Ann);

        var cues = await session.CuesAsync();

        Assert.Equal(["s1", "s2", "s1"], cues.OrderBy(c => c.Start).Select(c => c.Speaker?.Id));
        Assert.Equal(["Speaker 1", "Speaker 2", "Speaker 1"], cues.OrderBy(c => c.Start).Select(c => c.Speaker?.Label));
        Assert.Equal(
            ["s1", "s2"],
            (await session.ViewAsync()).GetProperty("speakers").EnumerateArray().Select(s => s.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Cue_ends_where_somebody_else_begins()
    {
        await using var server = await StartAsync();
        var session = await server.PublishedAsync(new { }, Bob, Ann, AnnThenBob);

        var last = (await session.CuesAsync()).OrderBy(c => c.Start).TakeLast(2).ToList();

        Assert.Equal([FakeSpeech.Text(1, 2, 3, 4, 5), FakeSpeech.Text(11, 12, 13, 14, 15)], last.Select(c => c.Text));
        Assert.Equal(["s2", "s1"], last.Select(c => c.Speaker?.Id));
    }

    [Fact]
    public async Task Speakers_are_not_told_apart_where_nobody_wants_it()
    {
        await using var server = await StartAsync();
        var session = await server.PublishedAsync(new { diarization = false }, Ann, Bob);

        Assert.All(await session.CuesAsync(), cue => Assert.Null(cue.Speaker));
        Assert.Empty((await session.ViewAsync()).GetProperty("speakers").EnumerateArray());
    }

    [Fact]
    public async Task There_are_no_more_speakers_than_were_said_to_be()
    {
        await using var server = await StartAsync();
        var session = await server.PublishedAsync(new { maxSpeakers = 1 }, Ann, Bob, Ann);

        Assert.All(await session.CuesAsync(), cue => Assert.Equal("s1", cue.Speaker?.Id));
    }

    [Fact]
    public async Task Named_track_is_its_speakers_whatever_the_voice()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync("&speaker=Carol");
        await publisher.SendAsync([.. Ann, .. Bob]);
        await publisher.CloseAsync();

        Assert.All(await session.CuesAsync(), cue => Assert.Equal("Carol", cue.Speaker?.Label));
    }

    [Fact]
    public async Task Final_with_a_wrong_speaker_is_put_right_and_sent_again()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var publisher = await session.PublishAsync();

        // Half a second of a new voice is too little to be a speaker.
        await publisher.SendAsync([.. Ann, .. FakeSpeech.Say(11, 12)]);
        await server.UntilAsync(async () => (await session.CuesAsync()).Count == 2);
        var wrong = (await session.CuesAsync()).Single(c => c.Text == FakeSpeech.Text(11, 12));
        Assert.Equal("s1", wrong.Speaker?.Id);
        await publisher.SendAsync(Bob);
        await publisher.CloseAsync();

        var right = (await session.CuesAsync()).Single(c => c.Id == wrong.Id);
        Assert.Equal("s2", right.Speaker?.Id);
        Assert.Equal((wrong.Revision + 1, wrong.Text, wrong.Start, wrong.End), (right.Revision, right.Text, right.Start, right.End));
        Assert.True(right.Seq > wrong.Seq);
        await viewer.ReadToEndAsync();
        Assert.Contains(viewer.Finals, c => c.Text == FakeSpeech.Text(11, 12, 13, 14, 15));
        Assert.Equal(["s1", "s2"], viewer.Finals.Where(c => c.Id == wrong.Id).Select(c => c.Speaker?.Id));
    }

    [Fact]
    public async Task Renamed_speaker_has_the_name_in_all_cues_old_and_new()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync([.. Ann, .. Bob]);
        await server.UntilAsync(async () => (await session.CuesAsync()).Count == 2);

        using var answer = await RenameAsync(server, session, "s2", "Bob");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await publisher.SendAsync(Bob);
        await publisher.CloseAsync();

        Assert.Equal(["Speaker 1", "Bob", "Bob"], (await session.CuesAsync()).OrderBy(c => c.Start).Select(c => c.Speaker?.Label));
        Assert.Contains("<v Bob>", await server.Http.GetStringAsync($"/api/sessions/{session.Id}/captions.vtt"), StringComparison.Ordinal);
        using var later = await RenameAsync(server, session, "s1", "Ann");
        Assert.Equal(
            ["Ann", "Bob"],
            (await session.ViewAsync()).GetProperty("speakers").EnumerateArray().Select(s => s.GetProperty("label").GetString()));
        using var unknown = await RenameAsync(server, session, "s9", "Nobody");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using var empty = await RenameAsync(server, session, "s1", " ");
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
    }

    [Fact]
    public async Task Speakers_survive_a_kill()
    {
        await using var killed = await StartAsync();
        var session = await killed.CreateSessionAsync();
        await using (var publisher = await session.PublishAsync())
        {
            await publisher.SendAsync([.. Ann, .. Bob]);
            await killed.UntilAsync(async () => (await session.CuesAsync()).Count == 2);
            using var renamed = await RenameAsync(killed, session, "s1", "Ann");
            await using var restarted = await TestServer.StartAsync(
                killed.CopyOfData(), recognizer: new FakeRecognizer { Voices = new FakeVoices() });
            await using var again = await session.PublishAsync(at: restarted);
            await again.SendAsync([.. Bob, .. Ann]);
            await again.CloseAsync();

            var cues = (await restarted.CuesAsync(session.Id)).OrderBy(c => c.Start).ToList();
            Assert.Equal(["Ann", "Speaker 2", "Speaker 2", "Ann"], cues.Select(c => c.Speaker?.Label));
        }
    }

    [Fact]
    public async Task Rttm_says_who_spoke_when()
    {
        await using var server = await StartAsync();
        var session = await server.PublishedAsync(new { }, Ann, Bob);

        var lines = (await server.Http.GetStringAsync($"/api/sessions/{session.Id}/captions.rttm"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(2, lines.Length);
        Assert.EndsWith("<NA> <NA> Speaker_1 <NA> <NA>", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("<NA> <NA> Speaker_2 <NA> <NA>", lines[1], StringComparison.Ordinal);
    }

    private static Task<TestServer> StartAsync() => TestServer.StartAsync(recognizer: new FakeRecognizer { Voices = new FakeVoices() });

    private static Task<HttpResponseMessage> RenameAsync(TestServer server, TestSession session, string speaker, string label) =>
        server.Http.PatchAsJsonAsync($"/api/sessions/{session.Id}/speakers/{speaker}", new { label });
}
