using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Recognition;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Sessions;

/// <summary>An engine fails in the middle of a session that may be heard by another one, too.</summary>
public sealed class FailoverTests
{
    private static readonly string[] Chain = ["fake", "spare"];
    private static readonly InvalidOperationException Broken = new("the engine broke at /a/path/that/nobody/may/see");

    [Fact]
    public async Task Engine_that_fails_at_twenty_random_points_in_mid_speech_costs_no_word_and_no_more_than_three_seconds()
    {
        const int points = 20;
        var time = new FlowingTime();
        await using var engines = new EnginesServer();
        var failing = new FailingAtRandom(points, () => engines.First.Asked.Last().StartPosition, time);
        (engines.First.BeforeFrame, engines.Spare.BeforeFrame) = (failing.HearAsync, failing.TakeOverAsync);
        var server = await engines.StartAsync(time, settings: ("Engine:BreakSeconds", "1"));
        var session = await server.CreateSessionAsync(new { engines = Chain });
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var publisher = await session.PublishAsync();
        var said = 0;
        for (; failing.Silences.Count < points && said < 100; said++)
        {
            await publisher.SendAsync(FakeSpeech.Say(WordsOf(said)));
            await viewer.FinalsAsync(said + 1);
        }

        await publisher.CloseAsync();
        await viewer.ReadToEndAsync();
        int[] words = [.. Enumerable.Range(0, said).SelectMany(WordsOf)];

        Assert.Equal(points, failing.Silences.Count);
        Assert.All(failing.Silences, silence => Assert.InRange(silence.TotalSeconds, 0, 3));
        Assert.Equal(FakeSpeech.Text(words), await session.TextAsync());
        Assert.Equal(FakeSpeech.Text(words), string.Join(' ', viewer.Finals.DistinctBy(cue => cue.Id).Select(cue => cue.Text)));
        Assert.DoesNotContain(viewer.Messages, cue => cue.Text.Length == 0);
        Assert.Equal("finished", await session.StateAsync());

        static int[] WordsOf(int utterance) => [.. Enumerable.Range((3 * utterance) + 1, 3)];
    }

    [Fact]
    public async Task Next_engine_takes_over_after_three_quick_failures_and_viewers_see_a_notice_only()
    {
        await using var engines = new EnginesServer(new FakeRecognizer { BeforeFrame = Fails });
        var server = await engines.StartAsync();
        var session = await server.CreateSessionAsync(new { engines = Chain });
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Say(1, 2));
        await viewer.FinalsAsync(1);

        var view = await session.ViewAsync();
        Assert.Equal("spare", view.GetProperty("engine").GetString());
        Assert.Equal(Chain, view.GetProperty("engines").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("fake failed; spare is next of the session's engines.", view.GetProperty("engineWhy").GetString());
        Assert.Equal(["engine"], await session.NoticesAsync());
        Assert.Null(viewer.Message);
        var failing = await engines.EngineAsync("fake");
        Assert.Equal(("failing", "failed"), (failing.GetProperty("state").GetString(), failing.GetProperty("reason").GetString()));
        var now = TimeProvider.System.GetUtcNow();
        Assert.InRange(failing.GetProperty("until").GetDateTimeOffset(), now, now.AddSeconds(5));
        Assert.Equal(1, (await engines.EngineAsync("spare")).GetProperty("streams").GetInt32());
        await publisher.CloseAsync();

        Assert.Equal(FakeSpeech.Text(1, 2), await session.TextAsync());
        Assert.Equal(3, engines.First.Asked.Count);
        var metrics = await server.Http.GetStringAsync("/metrics");
        Assert.Contains("livecaptions_engine_failovers_total{", metrics, StringComparison.Ordinal);
        Assert.Contains("from=\"fake\",to=\"spare\"", metrics.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_that_trying_again_does_not_mend_is_not_tried_again()
    {
        var refused = new EngineFaultException(EngineFaultKind.Auth, "The provider refuses the key. Check it.");
        await using var engines = new EnginesServer(new FakeRecognizer { BeforeFrame = (_, _) => throw refused });
        var server = await engines.StartAsync();
        var session = await server.PublishedAsync(new { engines = Chain }, FakeSpeech.Say(1, 2));

        Assert.Equal(FakeSpeech.Text(1, 2), await session.TextAsync());
        Assert.Single(engines.First.Asked);
        Assert.Equal("refuses this server's account", (await engines.EngineAsync("fake")).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Provider_that_does_not_answer_is_not_tried_again_and_is_hurried_only_where_another_could_go_on()
    {
        var silent = new EngineFaultException(EngineFaultKind.Silent, "The provider failed (no answer).");
        await using var engines = new EnginesServer(new FakeRecognizer { BeforeFrame = (_, _) => throw silent });
        var server = await engines.StartAsync();
        var session = await server.PublishedAsync(new { engines = Chain }, FakeSpeech.Say(1, 2));
        await server.PublishedAsync(new { engine = "spare" }, FakeSpeech.Say(1));

        Assert.Equal(FakeSpeech.Text(1, 2), await session.TextAsync());
        Assert.Equal(TimeSpan.FromSeconds(2), Assert.Single(engines.First.Asked).ReadyWithin);
        Assert.Equal([TimeSpan.FromSeconds(2), null], engines.Spare.Asked.Select(asked => asked.ReadyWithin));
        Assert.Equal("fake", session.Created.GetProperty("engine").GetString());
    }

    [Fact]
    public async Task Provider_that_never_says_a_word_is_given_up_within_three_seconds()
    {
        var time = new FakeTimeProvider();
        DateTimeOffset? hung = null;
        var tookOver = new TaskCompletionSource<TimeSpan>();
        var first = new FakeRecognizer
        {
            Capabilities = new EngineCapabilities { IsRemote = true, HasCheapInterims = true },
            Ignores = _ => true,
        };
        first.BeforeFrame = async (frame, stop) =>
        {
            if (hung is null)
            {
                hung = time.GetUtcNow();
                first.Asked.Last().OnOpen();
            }

            await (time.GetUtcNow() - hung > TimeSpan.FromSeconds(2.9)
                ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop)
                : Task.CompletedTask);
            time.Advance(TimeSpan.FromSeconds(frame.Samples.Length / 16_000d));
        };
        var spare = new FakeRecognizer
        {
            Name = "spare",
            BeforeFrame = (_, _) =>
            {
                tookOver.TrySetResult(time.GetUtcNow() - hung!.Value);
                return Task.CompletedTask;
            },
        };
        await using var engines = new EnginesServer(first, spare);
        var server = await engines.StartAsync(time);
        var words = Enumerable.Range(1, 24).ToArray();
        var session = await server.CreateSessionAsync(new { engines = Chain });
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Say(words));
        Assert.InRange((await tookOver.Task).TotalSeconds, 2, 3);
        await publisher.CloseAsync();

        Assert.Equal(FakeSpeech.Text(words), await session.TextAsync());
    }

    [Fact]
    public async Task Engine_that_refuses_a_sessions_settings_goes_on_for_others()
    {
        var refuses = true;
        var refused = new EngineFaultException(EngineFaultKind.Refused, "The provider does not speak that language. Choose another.");
        await using var engines = new EnginesServer(
            new FakeRecognizer { BeforeFrame = (_, _) => refuses ? throw refused : Task.CompletedTask });
        var server = await engines.StartAsync();
        for (var i = 0; i < 4; i++)
        {
            var session = await server.PublishedAsync(new { engines = Chain }, FakeSpeech.Say(1));
            Assert.Equal("spare", (await session.ViewAsync()).GetProperty("engine").GetString());
        }

        refuses = false;
        Assert.Equal("ready", await engines.StateOfAsync("fake"));
        var other = await server.PublishedAsync(new { engines = Chain }, FakeSpeech.Say(1));
        Assert.Equal("fake", (await other.ViewAsync()).GetProperty("engine").GetString());
    }

    [Fact]
    public async Task Long_silence_is_not_heard_again_by_the_engine_that_takes_over_behind_it()
    {
        const int silence = 130;
        await using var engines = new EnginesServer(new FakeRecognizer
        {
            BeforeFrame = (frame, _) => frame.Position > silence * AudioFormat.SampleRate ? throw DecisiveFault() : Task.CompletedTask,
        });
        var server = await engines.StartAsync();
        var session = await server.CreateSessionAsync(new { engines = Chain });
        await using var publisher = await session.PublishAsync();
        short[] said = [.. FakeSpeech.Say(1), .. FakeSpeech.Silence(silence), .. FakeSpeech.Say(2)];
        foreach (var piece in said.Chunk(10 * AudioFormat.SampleRate))
        {
            await publisher.SendAsync(piece);
        }

        await publisher.CloseAsync();

        Assert.Equal(FakeSpeech.Text(1, 2), await session.TextAsync());
        Assert.InRange(
            Assert.Single(engines.Spare.Asked).StartPosition, (silence - 75) * AudioFormat.SampleRate, silence * AudioFormat.SampleRate);
    }

    [Fact]
    public async Task Engine_that_works_again_is_returned_to_between_two_utterances()
    {
        var time = new FakeTimeProvider();
        var fails = true;
        await using var engines = new EnginesServer(
            new FakeRecognizer { BeforeFrame = (frame, _) => fails ? throw DecisiveFault() : Task.CompletedTask });
        var server = await engines.StartAsync(time);
        var session = await server.CreateSessionAsync(new { engines = Chain });
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Say(1));
        await viewer.FinalsAsync(1);

        // Too early, then not well yet: twice as long is waited.
        time.Advance(TimeSpan.FromSeconds(4));
        await publisher.SendAsync(FakeSpeech.Say(2));
        await viewer.FinalsAsync(2);
        Assert.Single(engines.First.Asked);
        time.Advance(TimeSpan.FromSeconds(1));
        await publisher.SendAsync([.. FakeSpeech.Say(3), .. FakeSpeech.Say(4)]);
        await viewer.FinalsAsync(4);
        Assert.Equal(2, engines.First.Asked.Count);
        fails = false;
        time.Advance(TimeSpan.FromSeconds(9));
        await publisher.SendAsync(FakeSpeech.Say(5));
        await viewer.FinalsAsync(5);
        Assert.Equal("failing", await engines.StateOfAsync("fake"));
        time.Advance(TimeSpan.FromSeconds(1));
        await publisher.SendAsync([.. FakeSpeech.Say(6), .. FakeSpeech.Begin(7)]);
        await viewer.FinalsAsync(6);
        Assert.True(await viewer.ReadUntilAsync(v => v.Messages.Any(cue => cue.Kind == CueKind.Interim && cue.Text == "w7")));
        await publisher.CloseAsync();

        Assert.Equal(FakeSpeech.Text(1, 2, 3, 4, 5, 6, 7), await session.TextAsync());
        Assert.Equal("ready", await engines.StateOfAsync("fake"));
        Assert.Equal("fake", (await session.ViewAsync()).GetProperty("engine").GetString());
        Assert.Equal(3, engines.First.Asked.Count);
    }

    [Fact]
    public async Task Try_that_ends_without_a_word_lets_others_try()
    {
        var time = new FakeTimeProvider();
        var fails = true;
        await using var engines = new EnginesServer(
            new FakeRecognizer { BeforeFrame = (frame, _) => fails ? throw DecisiveFault() : Task.CompletedTask });
        var server = await engines.StartAsync(time);
        await server.PublishedAsync(new { engines = Chain }, FakeSpeech.Say(1));
        Assert.Equal("failing", await engines.StateOfAsync("fake"));
        fails = false;
        time.Advance(TimeSpan.FromSeconds(5));
        await server.PublishedAsync(new { engines = Chain }, new short[AudioFormat.SampleRate]);
        Assert.Equal(2, engines.First.Asked.Count);

        time.Advance(TimeSpan.FromMinutes(2));
        var session = await server.PublishedAsync(new { engines = Chain }, FakeSpeech.Say(1, 2));
        Assert.Equal(FakeSpeech.Text(1, 2), await session.TextAsync());
        Assert.Equal("fake", (await session.ViewAsync()).GetProperty("engine").GetString());
    }

    [Fact]
    public async Task Engine_that_hangs_is_given_up_when_nothing_came_of_the_speech_that_it_got()
    {
        var time = new FakeTimeProvider();
        var hangs = new TaskCompletionSource();
        await using var engines = new EnginesServer(new FakeRecognizer
        {
            // Not even a token moves it.
            BeforeFrame = (frame, _) =>
            {
                hangs.TrySetResult();
                return new TaskCompletionSource().Task;
            },
        });
        var server = await engines.StartAsync(time);
        var session = await server.CreateSessionAsync(new { engines = Chain });
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Say(1, 2));
        await hangs.Task;
        await session.RecordedAsync(FakeSpeech.Say(1, 2).Length / 16_000d);
        await server.UntilAsync(async () =>
        {
            time.Advance(TimeSpan.FromSeconds(2));
            return (await session.CuesAsync()).Count == 1;
        });
        var why = (await session.ViewAsync()).GetProperty("engineWhy").GetString();
        await publisher.CloseAsync();

        Assert.Equal(FakeSpeech.Text(1, 2), await session.TextAsync());
        Assert.Equal("fake gave no result for 10 s; spare is next of the session's engines.", why);
        Assert.NotEqual("failing", await engines.StateOfAsync("fake"));
        Assert.True(time.GetUtcNow() - time.Start >= TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Provider_that_hangs_in_mid_speech_is_given_up_within_three_seconds_and_no_word_is_lost()
    {
        const long hangsFrom = AudioFormat.SampleRate;
        var (time, shown, tookOver) = (new FakeTimeProvider(), new TaskCompletionSource(), new TaskCompletionSource<TimeSpan>());
        var words = Enumerable.Range(1, 24).ToArray();
        DateTimeOffset? hung = null;
        await using var engines = new EnginesServer(
            new FakeRecognizer
            {
                Capabilities = new EngineCapabilities { IsRemote = true, HasCheapInterims = true },
                Ignores = frame => frame.Position >= hangsFrom,
                BeforeFrame = async (frame, stop) =>
                {
                    if (frame.Position >= hangsFrom)
                    {
                        await shown.Task.WaitAsync(stop);
                        hung ??= time.GetUtcNow();
                    }

                    await (time.GetUtcNow() - hung > TimeSpan.FromSeconds(2.9)
                        ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop)
                        : Task.CompletedTask);
                    time.Advance(TimeSpan.FromSeconds(frame.Samples.Length / 16_000d));
                },
            },
            new FakeRecognizer
            {
                Name = "spare",
                BeforeFrame = (_, _) =>
                {
                    tookOver.TrySetResult(time.GetUtcNow() - hung!.Value);
                    return Task.CompletedTask;
                },
            });
        var server = await engines.StartAsync(time);
        var session = await server.CreateSessionAsync(new { engines = Chain });
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Say(words));
        Assert.True(await viewer.ReadUntilAsync(v => v.Messages.Any(cue => cue.Text == FakeSpeech.Text(1, 2, 3, 4))));
        shown.SetResult();
        Assert.InRange((await tookOver.Task).TotalSeconds, 2, 3);
        var why = (await session.ViewAsync()).GetProperty("engineWhy").GetString();
        await publisher.CloseAsync();

        Assert.Equal(FakeSpeech.Text(words), await session.TextAsync());
        Assert.Equal("fake gave no result for 2 s; spare is next of the session's engines.", why);
    }

    [Fact]
    public async Task Recording_that_cannot_be_read_is_no_engines_fault()
    {
        var (stuck, began) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var engines = new EnginesServer(new FakeRecognizer
        {
            BeforeFrame = (_, stop) =>
            {
                began.TrySetResult();
                return stuck.Task.WaitAsync(stop);
            },
        });
        var server = await engines.StartAsync();
        var session = await server.CreateSessionAsync(new { engines = Chain });
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var publisher = await session.PublishAsync();
        short[] said = [.. FakeSpeech.Say(1, 2, 3, 4), .. FakeSpeech.Say(5)];
        await publisher.SendAsync(said);
        await began.Task;
        await session.RecordedAsync(said.Length / 16_000d);

        var file = Directory.EnumerateFiles(server.Data, "track0.wav", SearchOption.AllDirectories).Single();
        using (var recording = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete))
        {
            var whole = new byte[recording.Length];
            await recording.ReadExactlyAsync(whole);
            recording.SetLength(20_000);
            stuck.SetResult();
            Assert.True(await viewer.ReadUntilAsync(v => v.Message is not null));
            recording.Position = 0;
            await recording.WriteAsync(whole);
        }

        await publisher.CloseAsync();
        Assert.Equal(FakeSpeech.Text(1, 2, 3, 4, 5), await session.TextAsync());
        Assert.Equal(("ready", "idle"), (await engines.StateOfAsync("fake"), await engines.StateOfAsync("spare")));
        Assert.Empty(await session.NoticesAsync());
    }

    [Fact]
    public async Task Restarted_server_goes_on_with_the_sessions_engines()
    {
        string copy;
        TestSession session;
        await using (var engines = new EnginesServer())
        {
            session = await (await engines.StartAsync()).CreateSessionAsync(new { engines = new[] { "spare" } });
            await using var publisher = await session.PublishAsync();
            await publisher.SendAsync([.. FakeSpeech.Say(1), .. FakeSpeech.Begin(2)]);
            await engines.Server.UntilAsync(async () => (await session.CuesAsync()).Count == 1);
            copy = engines.Server.CopyOfData();
        }

        await using var restarted = new EnginesServer();
        await restarted.StartAsync(data: copy);
        await using var back = await session.PublishAsync(at: restarted.Server);
        await back.CloseAsync();

        Assert.Equal(FakeSpeech.Text(1, 2), await session.TextAsync(restarted.Server));
        Assert.Empty(restarted.First.Asked);
    }

    private static Task Fails(SpeechFrame frame, CancellationToken cancellationToken) => throw Broken;

    private static EngineFaultException DecisiveFault() => new(EngineFaultKind.Limit, "The account is at a limit.");

    /// <summary>
    /// Fails some time after each beginning, again and again, until it is replaced; notes how long nobody heard what was said.
    /// </summary>
    /// <param name="start">Where the newest try of the engine begins: it hears a little before, too.</param>
    private sealed class FailingAtRandom(int points, Func<long> start, FlowingTime time)
    {
        /// <summary>Samples that hold an utterance: one works, as an engine that never does is tried ever more seldom.</summary>
        private const int Longest = 3 * AudioFormat.SampleRate / 2;

        private readonly Random _random = new(43);
        private long? _failsAt;
        private int _failed;
        private TimeSpan _since;
        private long _heard;

        public List<TimeSpan> Silences { get; } = [];

        public Task HearAsync(SpeechFrame frame, CancellationToken cancellationToken)
        {
            Flow(frame);
            _failsAt ??= start() + Longest + _random.Next(Longest);
            if (Silences.Count == points || frame.Position < _failsAt)
            {
                return Task.CompletedTask;
            }

            _since = _failed++ == 0 ? time.Passed : _since;
            throw Broken;
        }

        public Task TakeOverAsync(SpeechFrame frame, CancellationToken cancellationToken)
        {
            Flow(frame);
            if (_failed > 0 && frame.Position >= _failsAt)
            {
                Silences.Add(time.Passed - _since);
                (_failsAt, _failed) = (null, 0);
            }

            return Task.CompletedTask;
        }

        /// <summary>What is heard once more takes no time.</summary>
        private void Flow(SpeechFrame frame)
        {
            if (frame.Position >= _heard)
            {
                _heard = frame.Position + frame.Samples.Length;
                time.Flow(TimeSpan.FromSeconds(AudioFormat.ToSeconds(frame.Samples.Length)));
            }
        }
    }
}
