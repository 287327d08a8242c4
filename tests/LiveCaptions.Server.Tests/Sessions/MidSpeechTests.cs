using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Tests.Sessions;

/// <summary>Words that become final while somebody goes on speaking, from the sound to the viewer.</summary>
public sealed class MidSpeechTests
{
    private static readonly int[] Numbers = [.. Enumerable.Range(1, 60)];

    private readonly Sayings _said = new();

    [Fact]
    public async Task Whole_cues_are_final_before_the_pause_and_nothing_that_was_shown_goes()
    {
        await using var server = await TestServer.StartAsync(recognizer: new FakeRecognizer { EndsAt = AtCues });
        var session = await server.CreateSessionAsync();
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var publisher = await session.PublishAsync();
        foreach (var piece in FakeSpeech.Begin(Numbers).Chunk(3_200))
        {
            await publisher.SendAsync(piece);
        }

        await viewer.FinalsAsync(2);
        Assert.Equal("live", await session.StateAsync());
        await publisher.CloseAsync();
        await viewer.ReadToEndAsync();

        Assert.Equal(FakeSpeech.Text(Numbers), await session.TextAsync());
        Assert.Equal(FakeSpeech.Text(Numbers), string.Join(' ', viewer.Finals.Select(c => c.Text)));
        Assert.DoesNotContain(viewer.Messages, cue => cue.Text.Length == 0);
        Assert.Equal(viewer.Finals.Select(c => c.Id), viewer.Messages.Select(c => c.Id).Distinct());
    }

    [Fact]
    public async Task Words_behind_the_border_have_the_sessions_times_on_a_track_that_came_later()
    {
        await using var server = await TestServer.StartAsync(
            recognizer: new FakeRecognizer { EndsAt = (words, _) => words.Count > 4 ? 3 : 0 });
        var session = await server.CreateSessionAsync();
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var first = await session.PublishAsync("&speaker=Ann");
        await first.SendAsync(FakeSpeech.Silence(1));
        await session.RecordedAsync(1);
        await using var second = await session.PublishAsync("&speaker=Bob");
        await second.SendAsync(FakeSpeech.Begin(Numbers));
        await second.CloseAsync();
        await first.CloseAsync();
        await viewer.ReadToEndAsync();

        var words = viewer.Messages.Where(c => c.Words is not null).SelectMany(c => c.Words!).ToList();
        Assert.True(words[0].Start > 0);
        Assert.All(words.GroupBy(w => w.Text), said => Assert.Single(said.Select(w => w.Start).Distinct()));
    }

    [Fact]
    public async Task What_is_hidden_is_hidden_on_either_side_of_every_border()
    {
        var said = _said.Begin(string.Join(' ', Enumerable.Repeat("then Ann Smith said twenty five dollars", 20)));
        await using var server = await TestServer.StartAsync(recognizer: _said.Recognizer(endsAt: AtCues));
        var session = await server.CreateSessionAsync(new { formatting = new { smartFormat = true, redactWords = new[] { "Ann Smith" } } });
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var publisher = await session.PublishAsync();
        foreach (var piece in said.Chunk(3_200))
        {
            await publisher.SendAsync(piece);
        }

        await publisher.CloseAsync();
        await viewer.ReadToEndAsync();

        Assert.Equal(string.Join(' ', Enumerable.Repeat("then [redacted] said $25", 20)), await session.TextAsync());
        Assert.True(viewer.Finals.Count() > 2);
        Assert.All(viewer.Messages, cue => Assert.DoesNotContain("Smith", cue.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Server_that_is_killed_in_mid_speech_goes_on_behind_the_last_final()
    {
        var stuck = new TaskCompletionSource();
        var said = FakeSpeech.Begin(Numbers);
        await using var killed = await TestServer.StartAsync(recognizer: new FakeRecognizer
        {
            EndsAt = AtCues,
            BeforeFrame = (frame, stop) => frame.Position < said.Length * 3 / 4 ? Task.CompletedTask : stuck.Task.WaitAsync(stop),
        });
        var session = await killed.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(said);
        await killed.UntilAsync(async () => (await session.CuesAsync()).Count == 2);
        await session.RecordedAsync(said.Length / 16_000d);

        var heardFrom = long.MaxValue;
        var recognizer = new FakeRecognizer
        {
            EndsAt = AtCues,
            BeforeFrame = (frame, _) =>
            {
                heardFrom = Math.Min(heardFrom, frame.Position);
                return Task.CompletedTask;
            },
        };
        await using var restarted = await TestServer.StartAsync(killed.CopyOfData(), recognizer: recognizer);
        await using var back = await session.PublishAsync(at: restarted);
        await back.CloseAsync();

        Assert.Equal(FakeSpeech.Text(Numbers), await session.TextAsync(restarted));
        Assert.Equal(RecognizerStreamOptions.LeftContext, recognizer.Asked.First().StartPosition - heardFrom);
        stuck.SetResult();
    }

    private static int AtCues(IReadOnlyList<Word> words, RecognizerStreamOptions options) => options.WholeCues!(words);
}
