using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Cloud.Speechmatics;
using LiveCaptions.Speech.Tests.Fakes;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

public sealed class SpeechmaticsTests : IAsyncDisposable
{
    private readonly FakeSpeechmatics _cloud = new();

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Fact]
    public async Task Hour_over_many_connections_loses_doubles_and_mixes_up_no_word()
    {
        var (track, words) = CloudTracks.Hour;
        _cloud.Off = number => 0.02 * ((number % 3) - 1);
        await using var recognizer = Engine(new SpeechmaticsSettings { Pace = 0, Session = TimeSpan.FromMinutes(5) });
        var (heard, fault) = await CloudRun.HearAsync(recognizer, track, new RecognizerStreamOptions(), CloudTracks.HourTimes);
        Assert.Null(fault);
        Assert.Equal(words, WithoutStops(heard));
        Assert.InRange(_cloud.Connections, 12, 15);
    }

    [Fact]
    public async Task Full_stop_that_comes_later_is_behind_its_word_and_words_that_are_said_twice_count_once()
    {
        _cloud.SaysTwice = true;
        await using var recognizer = Engine();
        var (heard, _) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
        Assert.Equal(
            Enumerable.Range(1, 37).Select(n => n is 5 or 7 or 37 ? $"w{n}." : $"w{n}"), CloudTracks.WordsOf(heard));
    }

    [Fact]
    public async Task Finals_end_where_cues_are_full_or_speech_ends_however_small_the_provider_makes_them()
    {
        await using var recognizer = Engine();
        var (heard, _) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions
        {
            WholeCues = words => words.Count / 8 * 8,
        });
        var finals = heard.Where(t => t.IsFinal && t.Words.Count > 0).ToList();
        Assert.Equal([5, 2, 8, 8, 8, 6], finals.Select(final => final.Words.Count));
        Assert.Equal(Enumerable.Range(1, 37).Select(n => $"w{n}"), WithoutStops(heard));
        foreach (var (final, next) in finals.Zip(finals.Skip(1)).Where(pair => pair.First.Next.Count > 0))
        {
            Assert.True(final.Next[0].Start == next.Words[0].Start, "what is known behind a final is the next one's beginning");
        }
    }

    [Fact]
    public async Task Connections_that_fail_are_followed_by_others_and_no_word_is_lost_or_doubled()
    {
        var (track, words) = CloudTracks.Programme(seconds: CloudTracks.Held);
        _cloud.FailAfter = number => number < 4 ? (12 + number) * AudioFormat.SampleRate : null;
        await using var recognizer = Engine();
        var (heard, fault) = await CloudRun.HearAsync(recognizer, track, new RecognizerStreamOptions());
        Assert.Null(fault);
        Assert.Equal(words, WithoutStops(heard));
        Assert.Equal(5, _cloud.Connections);
    }

    [Theory]
    [InlineData("not_authorised", EngineFaultKind.Auth)]
    [InlineData("invalid_model", EngineFaultKind.Refused)]
    [InlineData("quota_exceeded", EngineFaultKind.Limit)]
    [InlineData("job_error", EngineFaultKind.Transient)]
    [InlineData("something that nobody knows", EngineFaultKind.Transient)]
    public async Task Error_behind_the_handshake_says_whether_trying_again_helps(string type, EngineFaultKind kind)
    {
        _cloud.Error = type;
        await using var recognizer = Engine();
        var (_, fault) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
        Assert.Equal(kind, Assert.IsType<EngineFaultException>(fault).Kind);
        Assert.DoesNotContain("nobody knows", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not so", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provider_that_hears_no_more_fails_the_stream()
    {
        _cloud.HearsNoMore = true;
        await using var recognizer = Engine();
        var (_, fault) = await CloudRun.HearAsync(recognizer, Bursts.Track(Bursts.Silence(60)), new RecognizerStreamOptions());
        Assert.Equal(EngineFaultKind.Limit, Assert.IsType<EngineFaultException>(fault).Kind);
    }

    [Fact]
    public async Task Language_key_terms_and_delay_are_asked_for_as_the_provider_wants_them()
    {
        await using var recognizer = Engine(
            new SpeechmaticsSettings { Pace = 0, Diarize = true, MaxDelay = TimeSpan.FromSeconds(1.5) }, "speechmatics:standard");
        var (heard, _) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions
        {
            Language = "zh-TW",
            Keyterms = () => ["Ulaanbaatar"],
        });
        var asked = _cloud.Started.GetProperty("transcription_config");
        Assert.Equal("cmn", asked.GetProperty("language").GetString());
        Assert.Equal("standard", asked.GetProperty("model").GetString());
        Assert.Equal(1.5, asked.GetProperty("max_delay").GetDouble());
        Assert.Equal("Ulaanbaatar", asked.GetProperty("additional_vocab")[0].GetProperty("content").GetString());
        Assert.All(heard.SelectMany(t => t.Words), word => Assert.Equal(0, word.Speaker!.Number));
    }

    private static IEnumerable<string> WithoutStops(List<Transcript> heard) => CloudTracks.WordsOf(heard).Select(word => word.TrimEnd('.'));

    private IRecognizer Engine(SpeechmaticsSettings? settings = null, string engine = "speechmatics") =>
        new SpeechmaticsEngineFactory(_cloud.Access(), settings ?? new SpeechmaticsSettings { Pace = 0 })
            .Load(new EngineOrder(engine, "", TimeProvider.System)).Recognizer;
}
