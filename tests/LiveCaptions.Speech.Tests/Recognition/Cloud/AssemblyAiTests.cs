using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Cloud.AssemblyAi;
using LiveCaptions.Speech.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

public sealed class AssemblyAiTests : IAsyncDisposable
{
    private readonly FakeAssemblyAi _cloud = new();

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Fact]
    public async Task Hour_over_many_connections_loses_doubles_and_mixes_up_no_word()
    {
        var (track, words) = CloudTracks.Hour;
        (_cloud.Off, _cloud.Step) = (number => 0.02 * ((number % 3) - 1), 4 * AudioFormat.SampleRate);
        await using var recognizer = Engine(new AssemblyAiSettings { Pace = 0, Session = TimeSpan.FromMinutes(7) });
        var (heard, fault) = await CloudRun.HearAsync(recognizer, track, new RecognizerStreamOptions(), CloudTracks.HourTimes);
        Assert.Null(fault);
        Assert.Equal(words, CloudTracks.WordsOf(heard));
        Assert.InRange(_cloud.Connections, 8, 11);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Turn_that_ends_twice_or_is_told_twice_is_one_final(bool twice)
    {
        _cloud.SaysTwice = twice;
        var (track, words) = CloudTracks.Programme(seconds: 40);
        await using var recognizer = Engine();
        Assert.Equal(words, CloudTracks.WordsOf((await CloudRun.HearAsync(recognizer, track, new RecognizerStreamOptions())).Heard));
    }

    [Fact]
    public async Task Turn_whose_punctuation_never_comes_is_final_all_the_same()
    {
        _cloud.Formats = false;
        var (track, words) = CloudTracks.Programme(seconds: 40);
        await using var recognizer = Engine();
        Assert.Equal(words, CloudTracks.WordsOf((await CloudRun.HearAsync(recognizer, track, new RecognizerStreamOptions())).Heard));
    }

    [Theory]
    [InlineData(1008, "Unauthorized Connection: invalid key", EngineFaultKind.Auth)]
    [InlineData(1008, "Unauthorized Connection: Too many concurrent sessions", EngineFaultKind.Limit)]
    [InlineData(3006, "Invalid JSON array", EngineFaultKind.Refused)]
    [InlineData(3009, "Too many", EngineFaultKind.Limit)]
    [InlineData(3005, "Server error", EngineFaultKind.Transient)]
    public async Task Error_says_whether_trying_again_helps(int code, string text, EngineFaultKind kind)
    {
        _cloud.Error = _ => (code, text);
        await using var recognizer = Engine();
        var (_, fault) = await CloudRun.HearAsync(
            recognizer, Bursts.Track(Bursts.Silence(5)), new RecognizerStreamOptions());
        Assert.Equal(kind, Assert.IsType<EngineFaultException>(fault).Kind);
        Assert.Contains($"({code})", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_that_the_provider_ends_for_its_age_is_followed_by_another()
    {
        var (track, words) = CloudTracks.Programme(seconds: 60);
        _cloud.FailAfter = number => number == 0 ? 30 * AudioFormat.SampleRate : null;
        await using var recognizer = Engine();
        var (heard, fault) = await CloudRun.HearAsync(recognizer, track, new RecognizerStreamOptions());
        Assert.Null(fault);
        Assert.Equal(words, CloudTracks.WordsOf(heard));
        Assert.Equal(2, _cloud.Connections);
    }

    [Fact]
    public async Task Sound_that_waits_goes_out_in_real_time()
    {
        var time = new FakeTimeProvider();
        await using var cloud = new FakeAssemblyAi(time) { WatchesPace = true };
        await using var recognizer = new AssemblyAiEngineFactory(cloud.Access(), new AssemblyAiSettings())
            .Load(new EngineOrder("assemblyai", "", time)).Recognizer;
        await using var stream = recognizer.CreateStream(new RecognizerStreamOptions());
        var feeding = CloudRun.FeedAsync(stream, Bursts.Track(Bursts.Silence(70)));
        await CloudRun.AdvanceUntilAsync(time, TimeSpan.Zero, () => Interlocked.Read(ref cloud.Heard) > 0);
        await CloudRun.AdvanceUntilAsync(time, TimeSpan.FromSeconds(0.5), () => feeding.IsCompleted);

        await feeding;
    }

    [Fact]
    public async Task Provider_that_does_not_greet_fails_the_stream_in_time()
    {
        var time = new FakeTimeProvider();
        await using var cloud = new FakeAssemblyAi(time) { Greets = false };
        await using var recognizer = new AssemblyAiEngineFactory(cloud.Access(), new AssemblyAiSettings())
            .Load(new EngineOrder("assemblyai", "", time)).Recognizer;
        await using var stream = recognizer.CreateStream(new RecognizerStreamOptions());
        var feeding = CloudRun.FeedAsync(stream, Bursts.Track(Bursts.Silence(1)));
        await CloudRun.AdvanceUntilAsync(time, TimeSpan.FromSeconds(1), () => feeding.IsCompleted);

        Assert.Equal(EngineFaultKind.Transient, (await Assert.ThrowsAsync<EngineFaultException>(() => feeding)).Kind);
    }

    [Fact]
    public async Task Model_key_terms_and_speakers_are_asked_for_as_the_provider_wants_them()
    {
        await using var recognizer = new AssemblyAiEngineFactory(_cloud.Access(), new AssemblyAiSettings { Pace = 0, Diarize = true })
            .Load(new EngineOrder("assemblyai:universal-streaming-multilingual", "", TimeProvider.System)).Recognizer;
        var (heard, _) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions
        {
            Keyterms = () => ["Ulaanbaatar", new string('x', 51), "a & b"],
        });
        var asked = Uri.UnescapeDataString(Assert.Single(_cloud.Asked));
        Assert.Contains("speech_model=universal-streaming-multilingual", asked, StringComparison.Ordinal);
        Assert.Contains("""keyterms_prompt=["Ulaanbaatar","a \u0026 b"]""", asked, StringComparison.Ordinal);
        Assert.Contains("language_detection=true", asked, StringComparison.Ordinal);
        var finals = heard.Where(t => t.IsFinal).ToList();
        Assert.All(finals[0].Words, word => Assert.Equal(0, word.Speaker!.Number));
        Assert.All(finals[1].Words, word => Assert.Null(word.Speaker));
    }

    private IRecognizer Engine(AssemblyAiSettings? settings = null) =>
        new AssemblyAiEngineFactory(_cloud.Access(), settings ?? new AssemblyAiSettings { Pace = 0 })
            .Load(new EngineOrder("assemblyai", "", TimeProvider.System)).Recognizer;
}
