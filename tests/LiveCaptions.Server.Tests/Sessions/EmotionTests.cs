using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Speech.Engines;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Sessions;

public sealed class EmotionTests
{
    private static readonly short[] Calm = FakeSpeech.Say(1, 2, 3, 4, 5);
    private static readonly short[] Angry = FakeSpeech.Say(6, 6, 6, 6, 6);
    private static readonly short[] Unsure = FakeSpeech.Say(8, 8, 8, 8, 8);
    private static readonly short[] Untold = FakeSpeech.Say(9, 9, 9, 9, 9);
    private static readonly short[] BobHappy = FakeSpeech.Say(17, 17, 17, 17, 17);

    [Fact]
    public async Task Final_says_how_it_is_said_where_that_is_sure()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await SayAsync(session, Calm, Angry, Unsure, Untold);

        var cues = (await session.CuesAsync()).OrderBy(c => c.Start).ToList();

        Assert.Equal(["neutral", "angry", null, null], cues.Select(c => c.Emotion?.Label));
        var angry = cues[1].Emotion!;
        Assert.Equal((0.96, 0.8, -0.7, 0.96), (angry.Confidence, angry.Arousal, angry.Valence, angry.Scores!["angry"]));
        Assert.Equal(
            ["angry", "disgusted", "fearful", "happy", "neutral", "sad", "surprised"], angry.Scores!.Keys.Order(StringComparer.Ordinal));
        await viewer.ReadToEndAsync();
        Assert.All(viewer.Messages.Where(c => c.Kind == CueKind.Interim), cue => Assert.Null(cue.Emotion));
    }

    [Fact]
    public async Task Words_of_whom_nothing_can_be_told_do_not_get_anothers_label()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await SayAsync(session, BobHappy, Calm, FakeSpeech.Say(6, 6, 6, 6, 6, 19, 19, 19, 19, 19));

        var cues = (await session.CuesAsync()).OrderBy(c => c.Start).TakeLast(2);

        Assert.Equal([("s2", "angry"), ("s1", null)], cues.Select(c => (c.Speaker?.Id, c.Emotion?.Label)));
    }

    [Fact]
    public async Task Every_utterance_that_says_anything_is_a_message_behind_its_cue()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await SayAsync(session, Calm, BobHappy, Unsure, Untold);
        await viewer.ReadToEndAsync();

        Assert.Equal([("s1", "neutral"), ("s2", "happy"), ("s1", null)], viewer.Emotions.Select(e => (e.Speaker, e.Label)));
        Assert.Equal((0.5, 0.8), (viewer.Emotions[1].Arousal, viewer.Emotions[1].Valence));
        var happy = viewer.Finals.First(c => c.Speaker?.Id == "s2");
        Assert.Equal(
            (session.Id, happy.Start, happy.End), (viewer.Emotions[1].SessionId, viewer.Emotions[1].Start, viewer.Emotions[1].End));
        Assert.True(viewer.Emotions[1].Seq > happy.Seq);
        Assert.Equal(viewer.Seqs.Order(), viewer.Seqs);
        Assert.Equal(viewer.Seqs.Count, viewer.Seqs.Distinct().Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hub_sends_it_too(bool messagePack)
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await using var viewer = await HubClient.ConnectAsync(server, messagePack);
        await viewer.WatchAsync(session.Id);
        await SayAsync(session, Angry);

        var message = await viewer.EmotionAsync();
        Assert.Equal(("s1", "angry", 0.8, -0.7), (message.Speaker, message.Label, message.Arousal, message.Valence));
    }

    [Fact]
    public async Task Session_that_does_not_want_it_has_none()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync(new { emotion = false });
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await SayAsync(session, Calm, Angry);
        await viewer.ReadToEndAsync();

        Assert.All(await session.CuesAsync(), cue => Assert.Null(cue.Emotion));
        Assert.Empty(viewer.Emotions);
        Assert.Equal(0, (await ReportAsync(server, session)).GetProperty("curves").GetArrayLength());
        Assert.False((await ExportAsync(server, session)).TryGetProperty("emotion", out _));
    }

    [Theory]
    [InlineData("false", false)]
    [InlineData("true", true)]
    public async Task Server_loads_no_ears_for_it_where_one_setting_says_so(string setting, bool expected)
    {
        SpeechEngineOptions? asked = null;
        await using var server = await TestServer.StartAsync(
            configure: builder => builder.Services.AddSingleton(new LoadedEngine((options, _) =>
            {
                asked = options;
                return Task.FromResult(new FakeRecognizer().ToEngine());
            })),
            settings: [("Engine:Emotion", setting), ("Engine:EmotionModel", "mine")]);

        Assert.Equal((expected, "mine"), (asked!.Emotions, asked.EmotionModel));
    }

    [Fact]
    public async Task Report_has_a_curve_and_an_arc_per_speaker_and_the_moments()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await SayAsync(session, Calm, Angry, BobHappy, Calm);

        var report = await ReportAsync(server, session);

        Assert.Equal(["s1", "s2"], report.GetProperty("curves").EnumerateArray().Select(c => c.GetProperty("speaker").GetString()));
        var points = report.GetProperty("curves")[0].GetProperty("points").EnumerateArray().ToList();
        Assert.Equal([0, 0.8, 0], points.Select(p => p.GetProperty("arousal").GetDouble()));
        var arc = report.GetProperty("arcs")[0];
        Assert.Equal(3, arc.GetProperty("utterances").GetInt32());
        Assert.Equal((0, 0.8), (arc.GetProperty("arousal").GetProperty("low").GetDouble(),
            arc.GetProperty("arousal").GetProperty("high").GetDouble()));
        Assert.Equal(0.333, arc.GetProperty("labels").GetProperty("angry").GetDouble(), 0.01);
        var moments = report.GetProperty("moments").EnumerateArray().ToList();
        Assert.Equal(["suddenChange", "suddenChange"], moments.Select(m => m.GetProperty("kind").GetString()));
        Assert.Equal(points[1].GetProperty("start").GetDouble(), moments[0].GetProperty("start").GetDouble());
        var summary = (await ExportAsync(server, session)).GetProperty("emotion");
        Assert.Equal(report.GetProperty("arcs").GetRawText(), summary.GetRawText());
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync("/api/sessions/none/emotion")).StatusCode);
    }

    [Fact]
    public async Task Curve_follows_a_speaker_that_is_put_right()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();

        // Half a second of a new voice is too little to be a speaker until there is more.
        await SayAsync(session, Calm, FakeSpeech.Say(17, 17), BobHappy);

        var curves = (await ReportAsync(server, session)).GetProperty("curves").EnumerateArray().ToList();
        Assert.Equal(
            [("s1", 1), ("s2", 2)], curves.Select(c => (c.GetProperty("speaker").GetString()!, c.GetProperty("points").GetArrayLength())));
        Assert.Equal(
            [null, "happy"],
            (await session.CuesAsync()).Where(c => c.Speaker?.Id == "s2").OrderBy(c => c.Start).Select(c => c.Emotion?.Label));
    }

    [Fact]
    public async Task Corrected_final_keeps_how_it_was_said()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await SayAsync(session, Angry);
        var cue = Assert.Single(await session.CuesAsync());

        using var answer = await server.Http.PatchAsJsonAsync($"/api/sessions/{session.Id}/cues/{cue.Id}", new { text = "something else" });

        var corrected = (await answer.Content.ReadFromJsonAsync<Cue>(CaptionJson.Options))!;
        Assert.Equal(("something else", "angry"), (corrected.Text, corrected.Emotion?.Label));
        Assert.Equal("angry", Assert.Single(await session.CuesAsync()).Emotion?.Label);
    }

    [Fact]
    public async Task Named_track_is_its_speakers_curve_where_it_lies_in_the_session()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync("&speaker=Carol");
        await publisher.SendAsync([.. Calm, .. Angry]);
        await publisher.CloseAsync();

        var curve = Assert.Single((await ReportAsync(server, session)).GetProperty("curves").EnumerateArray().ToList());
        Assert.Equal("t1", curve.GetProperty("speaker").GetString());
        Assert.Equal(
            (await session.CuesAsync()).Select(c => (c.Start, c.End)),
            curve.GetProperty("points").EnumerateArray()
                .Select(p => (p.GetProperty("start").GetDouble(), p.GetProperty("end").GetDouble())));
    }

    [Fact]
    public async Task What_was_told_survives_a_kill_and_goes_on()
    {
        await using var killed = await StartAsync();
        var session = await killed.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync([.. Calm, .. Angry]);
        await killed.UntilAsync(async () => (await session.CuesAsync()).Count == 2);
        await using var restarted = await TestServer.StartAsync(killed.CopyOfData(), recognizer: Recognizer());
        await using (var again = await session.PublishAsync(at: restarted))
        {
            await again.SendAsync(BobHappy);
            await again.CloseAsync();
        }

        var points = (await ReportAsync(restarted, session)).GetProperty("curves")
            .EnumerateArray().SelectMany(c => c.GetProperty("points").EnumerateArray());
        Assert.Equal(["neutral", "angry", "happy"], points.Select(p => p.GetProperty("label").GetString()));
    }

    [Fact]
    public async Task Marks_stand_in_files_that_ask_for_them()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await SayAsync(session, Calm, Angry, Angry, Calm);

        var marked = await server.Http.GetStringAsync($"/api/sessions/{session.Id}/captions.vtt?emotion=marks");
        Assert.Equal(1, marked.Split("[angrily] w6").Length - 1);
        Assert.Equal(1, marked.Count(c => c == '['));
        Assert.DoesNotContain('[', await server.Http.GetStringAsync($"/api/sessions/{session.Id}/captions.vtt"));
        Assert.Contains(
            "[angrily] w6", await server.Http.GetStringAsync($"/api/sessions/{session.Id}/captions.srt?emotion=marks"),
            StringComparison.Ordinal);
        using var wrong = await server.Http.GetAsync($"/api/sessions/{session.Id}/captions.vtt?emotion=faces");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    private static FakeRecognizer Recognizer() => new() { Voices = new FakeVoices(), Emotions = new FakeEmotions() };

    private static Task<TestServer> StartAsync() => TestServer.StartAsync(recognizer: Recognizer());

    private static async Task SayAsync(TestSession session, params short[][] said)
    {
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync([.. said.SelectMany(s => s)]);
        await publisher.CloseAsync();
    }

    private static Task<JsonElement> ReportAsync(TestServer server, TestSession session) =>
        server.GetAsync($"/api/sessions/{session.Id}/emotion");

    private static Task<JsonElement> ExportAsync(TestServer server, TestSession session) =>
        server.GetAsync($"/api/sessions/{session.Id}/captions.json");
}
