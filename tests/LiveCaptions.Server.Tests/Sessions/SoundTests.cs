using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Sessions;

public sealed class SoundTests
{
    private static readonly short[] Song = [.. FakeSpeech.Say(1, 2), .. FakeMusic.Play(10), .. FakeSpeech.Say(3), .. FakeMusic.Play(8)];

    [Fact]
    public async Task Music_is_told_in_its_place_where_a_session_wants_that()
    {
        await using var server = await StartAsync();
        var cues = await PlayAsync(await server.CreateSessionAsync(new { sounds = true }));

        Assert.Equal(["w1 w2", "[music]", "w3", "[music]"], cues.Select(c => c.Text));
        Assert.Equal(cues.Select(c => c.Start).Order(), cues.Select(c => c.Start));
        Assert.InRange(cues[1].Start, 1, 3);
        Assert.InRange(cues[1].End, 9, cues[2].Start);
        Assert.All(cues.Where(c => c.Text == "[music]"), cue =>
            Assert.Equal((CueKind.Final, null, null, null), (cue.Kind, cue.Words, cue.Speaker, cue.Emotion)));
    }

    [Fact]
    public async Task Music_is_not_told_where_nobody_asks()
    {
        await using var server = await StartAsync();
        Assert.Equal(["w1 w2", "w3"], (await PlayAsync(await server.CreateSessionAsync())).Select(c => c.Text));
    }

    [Fact]
    public async Task Music_on_a_named_track_is_not_said_by_its_speaker()
    {
        await using var server = await StartAsync();
        var cues = await PlayAsync(await server.CreateSessionAsync(new { sounds = true }), "&speaker=Carol");
        Assert.Equal(["Carol", null, "Carol", null], cues.Select(c => c.Speaker?.Label));
    }

    [Fact]
    public async Task Music_shares_no_caption_with_words()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync(new { sounds = true, diarization = false });
        await PlayAsync(session);

        var file = await server.Http.GetStringAsync($"/api/sessions/{session.Id}/captions.vtt");
        Assert.Equal(["w1 w2", "[music]", "w3", "[music]"], file.Split('\n').Where(line => line.StartsWith('w') || line.StartsWith('[')));
    }

    [Fact]
    public async Task Music_before_a_kill_is_not_told_twice()
    {
        await using var killed = await StartAsync();
        var session = await killed.CreateSessionAsync(new { sounds = true });
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync([.. FakeMusic.Play(8), .. FakeSpeech.Say(1), .. FakeMusic.Play(8)]);
        await killed.UntilAsync(async () => (await session.CuesAsync()).Count == 2);
        await session.RecordedAsync(16.85);
        await using var restarted = await TestServer.StartAsync(killed.CopyOfData(), recognizer: Recognizer());
        await using (var again = await session.PublishAsync(at: restarted))
        {
            await again.SendAsync(FakeSpeech.Say(2));
            await again.CloseAsync();
        }

        Assert.Equal("[music] w1 [music] w2", await session.TextAsync(restarted));
    }

    private static FakeRecognizer Recognizer() => new() { Voices = new FakeVoices(), Emotions = new FakeEmotions(), Vad = FakeMusic.Vad };

    private static Task<TestServer> StartAsync() => TestServer.StartAsync(recognizer: Recognizer());

    private static async Task<List<Cue>> PlayAsync(TestSession session, string query = "")
    {
        await using var publisher = await session.PublishAsync(query);
        await publisher.SendAsync(Song);
        await publisher.CloseAsync();
        return await session.CuesAsync();
    }
}
