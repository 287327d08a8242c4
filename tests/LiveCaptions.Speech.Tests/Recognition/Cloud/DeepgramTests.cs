using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Cloud.Deepgram;
using LiveCaptions.Speech.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

public sealed class DeepgramTests : IAsyncDisposable
{
    private readonly FakeDeepgram _cloud = new();

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Fact]
    public async Task Hour_over_many_connections_loses_doubles_and_mixes_up_no_word()
    {
        var (track, words) = CloudTracks.Hour;
        _cloud.Off = number => 0.02 * ((number % 3) - 1);
        await using var recognizer = Engine(new DeepgramSettings { Pace = 0, Session = TimeSpan.FromSeconds(90) });
        var (heard, fault) = await CloudRun.HearAsync(recognizer, track, new RecognizerStreamOptions(), CloudTracks.HourTimes);
        Assert.Null(fault);
        Assert.Equal(words, CloudTracks.WordsOf(heard));
        Assert.InRange(_cloud.Connections, 40, 50);
        Assert.Equal(heard.Where(t => t.IsFinal).Select(t => t.AudioEnd).Order(), heard.Where(t => t.IsFinal).Select(t => t.AudioEnd));
    }

    [Fact]
    public async Task Each_result_is_a_sign_that_the_provider_works()
    {
        var signs = 0;
        await using var recognizer = Engine();
        var (heard, _) = await CloudRun.HearAsync(
            recognizer, CloudTracks.Short(), new RecognizerStreamOptions { OnSign = () => Interlocked.Increment(ref signs) });
        Assert.True(signs >= heard.Count && heard.Count > 0);
    }

    [Fact]
    public async Task Connections_that_fail_are_followed_by_others_and_no_word_is_lost_or_doubled()
    {
        var (track, words) = CloudTracks.Programme(seconds: CloudTracks.Held);
        _cloud.FailAfter = number => number < 6 ? (9 + number) * AudioFormat.SampleRate : null;
        await using var recognizer = Engine();
        var (heard, fault) = await CloudRun.HearAsync(recognizer, track, new RecognizerStreamOptions());
        Assert.Null(fault);
        Assert.Equal(words, CloudTracks.WordsOf(heard));
        Assert.Equal(7, _cloud.Connections);
    }

    [Fact]
    public async Task Connections_that_are_cut_off_fail_the_stream_and_another_goes_on_behind_the_last_final()
    {
        var (track, words) = CloudTracks.Programme(seconds: 60);
        _cloud.CutAfter = number => number switch { 0 => 20 * AudioFormat.SampleRate, < 5 => 1, _ => null };
        await using var recognizer = Engine();
        var (finals, faults) = await CloudRun.HearAllAsync(recognizer, track);
        Assert.Equal(words, CloudTracks.WordsOf(finals));
        Assert.InRange(faults, 4, 5);
    }

    [Theory]
    [InlineData(401, EngineFaultKind.Auth)]
    [InlineData(402, EngineFaultKind.Auth)]
    [InlineData(400, EngineFaultKind.Refused)]
    [InlineData(429, EngineFaultKind.Limit)]
    [InlineData(503, EngineFaultKind.Transient)]
    public async Task Refused_handshake_says_whether_trying_again_helps_and_nothing_that_the_far_end_said(int status, EngineFaultKind kind)
    {
        _cloud.Refuse = _ => status;
        await using var recognizer = Engine();
        var (_, fault) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
        Assert.Equal(kind, Assert.IsType<EngineFaultException>(fault).Kind);
        Assert.Contains($"({status})", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeCloud.Key, fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("not so", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_key_is_told_with_the_setting_that_has_it()
    {
        await using var recognizer = new DeepgramEngineFactory(_cloud.Access("another"), new DeepgramSettings())
            .Load(new EngineOrder("deepgram", "", TimeProvider.System)).Recognizer;
        var (_, fault) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
        Assert.Contains("LIVECAPTIONS_Engines__Deepgram__ApiKey", fault!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no JSON at all")]
    [InlineData("[1, 2]")]
    [InlineData("""{"type":"Results","start":"soon"}""")]
    [InlineData("""{"type":"Results","channel":{"alternatives":7}}""")]
    [InlineData("""{"type":"Error","description":"secret"}""")]
    public async Task Nonsense_fails_the_stream_in_a_line(string nonsense)
    {
        _cloud.Garbage = nonsense;
        await using var recognizer = Engine();
        var (_, fault) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
        Assert.Equal(EngineFaultKind.Transient, Assert.IsType<EngineFaultException>(fault).Kind);
        Assert.StartsWith("Deepgram ", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"SomethingNew","channel":[0,1]}""")]
    [InlineData("""{"type":"Results"}""")]
    [InlineData("""{"type":"Results","is_final":true,"start":1e300,"channel":{"alternatives":[null,{"words":[null,{"word":null}]}]}}""")]
    [InlineData("""{"type":"Results","is_final":false,"duration":-7,"channel":{"alternatives":[{"words":[{"word":" a\u0007b ","start":-1}]}]}}""")]
    public async Task What_says_nothing_is_passed_over(string message)
    {
        _cloud.Garbage = message;
        await using var recognizer = Engine();
        var (heard, fault) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
        Assert.Null(fault);
        Assert.All(heard.SelectMany(t => t.Words), word => Assert.Matches(@"^[\w]+$", word.Text));
    }

    [Fact]
    public async Task Finals_that_are_said_twice_count_once()
    {
        var (track, words) = CloudTracks.Programme(seconds: 60);
        _cloud.SaysTwice = true;
        await using var recognizer = Engine();
        Assert.Equal(words, CloudTracks.WordsOf((await CloudRun.HearAsync(recognizer, track, new RecognizerStreamOptions())).Heard));
    }

    [Fact]
    public async Task Model_language_and_key_terms_are_asked_for_as_the_provider_wants_them()
    {
        await using var recognizer = new DeepgramEngineFactory(_cloud.Access(), new DeepgramSettings { Pace = 0, Diarize = true })
            .Load(new EngineOrder("deepgram:nova-3-medical", "", TimeProvider.System)).Recognizer;
        Assert.Equal("deepgram:nova-3-medical", recognizer.Name);
        var (heard, _) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions
        {
            Language = "pt-br",
            Keyterms = () => ["Ulaanbaatar", "a & b", new string('x', 1_200)],
            Interims = false,
        });
        var asked = Assert.Single(_cloud.Asked);
        foreach (var part in (string[])["model=nova-3-medical", "language=pt-BR", "keyterm=Ulaanbaatar&keyterm=a%20%26%20b",
            "interim_results=false", "diarize_model=latest", "encoding=linear16", "sample_rate=16000"])
        {
            Assert.Contains(part, asked, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("xxx", asked, StringComparison.Ordinal);
        Assert.All(heard, t => Assert.Equal("pt-br", t.Language));
        Assert.All(heard.SelectMany(t => t.Words), word => Assert.Equal((0, 0.75f), (word.Speaker!.Number, word.Confidence)));
    }

    [Fact]
    public async Task Language_that_nobody_names_is_found_out()
    {
        await using var recognizer = Engine();
        var (heard, _) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
        Assert.Contains("language=multi", Assert.Single(_cloud.Asked), StringComparison.Ordinal);
        Assert.All(heard, t => Assert.Equal("de", t.Language));
    }

    [Theory]
    [InlineData("pt-BR", "pt-BR")]
    [InlineData("zh-Hant", "zh-Hant")]
    [InlineData("klingon", "en")]
    [InlineData("de\n<script>", "en")]
    [InlineData("", "en")]
    public async Task Language_that_the_provider_tells_counts_only_where_it_is_written_as_a_tag(string told, string counts)
    {
        _cloud.Language = told;
        await using var recognizer = Engine();
        var (heard, _) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
        Assert.All(heard, t => Assert.Equal(counts, t.Language));
    }

    [Fact]
    public async Task Speaker_who_stops_has_the_last_words_final_without_waiting_for_the_provider()
    {
        await using var recognizer = Engine();
        await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
        Assert.Equal(3, _cloud.Said.Count(text => text.Contains("Finalize", StringComparison.Ordinal)));
        Assert.Contains("CloseStream", _cloud.Said.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flush_ends_though_the_provider_does_not_say_that_it_is_the_answer()
    {
        _cloud.SaysFromFinalize = false;
        await using var recognizer = Engine();
        await using var stream = recognizer.CreateStream(new RecognizerStreamOptions());
        await CloudRun.FeedAsync(stream, CloudTracks.Short(), end: 50);
        await stream.FlushAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True(stream.Transcripts.TryRead(out _));
    }

    [Fact]
    public async Task Connection_is_kept_while_no_sound_comes_and_left_after_a_minute()
    {
        var time = new FakeTimeProvider();
        await using var cloud = new FakeDeepgram(time);
        await using var recognizer = Engine(cloud);
        var track = CloudTracks.Short();
        await using var stream = recognizer.CreateStream(new RecognizerStreamOptions());
        await CloudRun.FeedAsync(stream, track, end: 100);
        for (var second = 0; second < 58; second += 2)
        {
            await AdvanceAsync(time, cloud, TimeSpan.FromSeconds(2), messages: 1);
        }

        Assert.DoesNotContain(cloud.Said, text => text.Contains("CloseStream", StringComparison.Ordinal));
        await AdvanceAsync(time, cloud, TimeSpan.FromSeconds(4), messages: 1);
        Assert.Contains("CloseStream", cloud.Said.Last(), StringComparison.Ordinal);
        await CloudRun.FeedAsync(stream, track, first: 100);
        await stream.FinishAsync(CancellationToken.None);
        Assert.Equal(2, cloud.Connections);
        Assert.Equal(
            Enumerable.Range(1, 37).Select(n => $"w{n}"), CloudTracks.WordsOf(await stream.Transcripts.ReadAllAsync().ToListAsync()));
    }

    [Fact]
    public async Task Provider_that_does_not_say_goodbye_fails_the_stream_in_time()
    {
        var time = new FakeTimeProvider();
        await using var cloud = new FakeDeepgram(time) { SaysGoodbye = false };
        await using var recognizer = Engine(cloud);
        await using var stream = recognizer.CreateStream(new RecognizerStreamOptions());
        await CloudRun.FeedAsync(stream, Bursts.Track(Bursts.Silence(1)));
        var finishing = stream.FinishAsync(CancellationToken.None).AsTask();
        await CloudRun.AdvanceUntilAsync(
            time, TimeSpan.Zero, () => cloud.Said.Any(text => text.Contains("CloseStream", StringComparison.Ordinal)));
        await CloudRun.AdvanceUntilAsync(time, TimeSpan.FromSeconds(3), () => finishing.IsCompleted);
        Assert.Equal(EngineFaultKind.Transient, (await Assert.ThrowsAsync<EngineFaultException>(() => finishing)).Kind);
    }

    [Fact]
    public async Task Sound_that_waits_goes_out_no_faster_than_the_provider_wants_it()
    {
        var time = new FakeTimeProvider();
        await using var cloud = new FakeDeepgram(time);
        await using var recognizer = Engine(cloud, new DeepgramSettings { Pace = 1.25 });
        await using var stream = recognizer.CreateStream(new RecognizerStreamOptions());
        var feeding = CloudRun.FeedAsync(stream, Bursts.Track(Bursts.Silence(5)));
        await CloudRun.AdvanceUntilAsync(time, TimeSpan.Zero, () => Interlocked.Read(ref cloud.Heard) > 0);
        var seconds = 0.0;
        while (!feeding.IsCompleted && seconds < 60)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
            Assert.InRange(AudioFormat.ToSeconds(Interlocked.Read(ref cloud.Heard)), 0, ((2 + seconds) * 1.25) + 0.1);
            time.Advance(TimeSpan.FromMilliseconds(100));
            seconds += 0.1;
        }

        await feeding;
        Assert.True(seconds >= 1.9, $"5 s at 1.25, of which 2.5 s go at once, took {seconds} s");
    }

    [Fact]
    public void Without_a_key_the_engine_is_not_to_be_had()
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        var access = new Speech.Recognition.Cloud.CloudAccess(new Uri("https://api.deepgram.com"), " ", http, TimeProvider.System);
        var error = Assert.Throws<EngineUnavailableException>(() =>
            new DeepgramEngineFactory(access, new DeepgramSettings()).Load(new EngineOrder("deepgram", "", TimeProvider.System)));
        Assert.Contains("LIVECAPTIONS_Engines__Deepgram__ApiKey", error.Message, StringComparison.Ordinal);
    }

    private static async Task AdvanceAsync(FakeTimeProvider time, FakeCloud cloud, TimeSpan by, int messages)
    {
        var before = cloud.Said.Count;
        time.Advance(by);
        await CloudRun.AdvanceUntilAsync(time, TimeSpan.Zero, () => cloud.Said.Count >= before + messages);
    }

    private IRecognizer Engine(DeepgramSettings? settings = null) => Engine(_cloud, settings);

    private static IRecognizer Engine(FakeDeepgram cloud, DeepgramSettings? settings = null) =>
        new DeepgramEngineFactory(cloud.Access(), settings ?? new DeepgramSettings { Pace = 0 })
            .Load(new EngineOrder("deepgram", "", cloud.Time)).Recognizer;
}
