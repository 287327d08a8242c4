using LiveCaptions.Server.Profiles;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Speech.Recognition;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveCaptions.Server.Tests.Sessions;

/// <summary>A stage that only adds labels breaks: captions go on without them.</summary>
public sealed class LabelFaultTests
{
    private static readonly short[] Ann = FakeSpeech.Say(1, 2, 3, 4, 5);
    private static readonly short[] Bob = FakeSpeech.Say(11, 12, 13, 14, 15);

    [Fact]
    public async Task Fault_in_the_speaker_stage_leaves_out_the_label_and_nothing_else()
    {
        using var log = new LogCapture();
        var finds = 0;
        await using var server = await StartAsync(
            log, new FakeVoices { BeforeFind = _ => throw new InvalidOperationException($"voices broke, {++finds}") });

        var session = await server.PublishedAsync(new { }, Ann, Bob, Ann);

        Assert.Equal(FakeSpeech.Text(1, 2, 3, 4, 5, 11, 12, 13, 14, 15, 1, 2, 3, 4, 5), await session.TextAsync());
        Assert.Equal("finished", await session.StateAsync());
        Assert.All(await session.CuesAsync(), cue => Assert.Null(cue.Speaker));
        Assert.True(finds >= 3);
        Assert.Single(log.Lines, line => line.Contains("voices broke", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.Contains($"{session.Id} track 0: Speakers failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stage_that_failed_on_one_final_labels_the_next()
    {
        using var log = new LogCapture();
        await using var server = await StartAsync(log, new FakeVoices { BeforeFind = ThrowForTheFirst });

        var session = await server.PublishedAsync(new { }, Ann, Bob);

        Assert.Equal([null, "s1"], (await session.CuesAsync()).OrderBy(c => c.Start).Select(c => c.Speaker?.Id));
    }

    [Fact]
    public async Task Fault_in_naming_by_profiles_repeats_no_final()
    {
        using var log = new LogCapture();
        await using var server = await StartAsync(log, new FakeVoices());
        await server.Services.GetRequiredService<ProfileStore>().AddAsync(new ProfileRow
        {
            Id = "p1",
            Name = "Of another length",
            Space = new FakeVoices().Model.Name,
            CreatedAt = DateTimeOffset.UnixEpoch,
            Seconds = 5,
            Protected = server.Services.GetRequiredService<ProfileVault>().Protect("p1", [1, 0]),
        });

        int[] words = [.. Enumerable.Repeat(1, 30)];
        var session = await server.PublishedAsync(new { profiles = true }, FakeSpeech.Say(words), FakeSpeech.Say(words));

        Assert.Equal(FakeSpeech.Text([.. words, .. words]), await session.TextAsync());
        Assert.Equal("finished", await session.StateAsync());
        Assert.All(await session.CuesAsync(), cue => Assert.Equal("s1", cue.Speaker?.Id));
        Assert.Single(log.Lines, line => line.Contains("cannot be compared", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fault_in_the_emotion_stage_leaves_out_the_label_and_nothing_else()
    {
        using var log = new LogCapture();
        await using var server = await TestServer.StartAsync(
            recognizer: new FakeRecognizer
            {
                Voices = new FakeVoices(),
                Emotions = new FakeEmotions { BeforeRead = () => throw new InvalidOperationException("emotions broke") }
            },
            configure: builder => builder.Logging.AddProvider(log));

        var session = await server.PublishedAsync(new { }, Ann, Bob);

        Assert.Equal(FakeSpeech.Text(1, 2, 3, 4, 5, 11, 12, 13, 14, 15), await session.TextAsync());
        Assert.Equal("finished", await session.StateAsync());
        Assert.Equal(
            [("s1", null), ("s2", null)], (await session.CuesAsync()).OrderBy(c => c.Start).Select(c => (c.Speaker?.Id, c.Emotion?.Label)));
        Assert.Single(log.Lines, line => line.Contains("emotions broke", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.Contains($"{session.Id} track 0: Emotion failed", StringComparison.Ordinal));
    }

    private static void ThrowForTheFirst(HeardUtterance utterance)
    {
        if (utterance.Start < Ann.Length / 2)
        {
            throw new InvalidOperationException("voices broke at first");
        }
    }

    private static Task<TestServer> StartAsync(LogCapture log, FakeVoices voices) => TestServer.StartAsync(
        recognizer: new FakeRecognizer { Voices = voices },
        configure: builder => builder.Logging.AddProvider(log));
}
