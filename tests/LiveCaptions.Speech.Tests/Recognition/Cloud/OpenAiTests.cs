using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Cloud.OpenAi;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

public sealed class OpenAiTests : IAsyncDisposable
{
    private readonly FakeOpenAi _cloud = new();

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Theory]
    [InlineData(true, 3600)]
    [InlineData(false, 600)]
    public async Task Hour_in_pieces_loses_doubles_and_mixes_up_no_word(bool live, int seconds)
    {
        var (track, words) = live ? CloudTracks.Hour : CloudTracks.Programme(seconds);
        await using var recognizer = Engine();
        var (heard, fault) = await CloudRun.HearAsync(
            recognizer, track, new RecognizerStreamOptions { Interims = live }, live ? CloudTracks.HourTimes : 1);
        Assert.Null(fault);
        Assert.Equal(words, CloudTracks.WordsOf(heard));
        Assert.All(_cloud.Lengths, length => Assert.InRange(length, 0.3, 30));
        Assert.InRange(_cloud.Lengths.Average(), live ? 5 : 10, 28);
    }

    [Theory]
    [InlineData(FakeOpenAi.Shape.Beside)]
    [InlineData(FakeOpenAi.Shape.Within)]
    [InlineData(FakeOpenAi.Shape.Segments)]
    [InlineData(FakeOpenAi.Shape.Text)]
    public async Task Words_are_read_wherever_the_server_puts_them_and_what_was_not_said_is_left_out(object shape)
    {
        (_cloud.Words, _cloud.Hallucinates) = ((FakeOpenAi.Shape)shape, true);
        await using var recognizer = Engine();
        var (heard, fault) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
        Assert.Null(fault);
        Assert.Equal(Enumerable.Range(1, 37).Select(n => $"w{n}"), CloudTracks.WordsOf(heard));
        Assert.All(heard.SelectMany(t => t.Words), word => Assert.True(word.End > word.Start && word.Confidence > 0.5f, $"{word}"));
        Assert.All(heard, t => Assert.Equal((FakeOpenAi.Shape)shape == FakeOpenAi.Shape.Text ? "en" : "de", t.Language));
    }

    [Fact]
    public async Task Language_key_terms_and_word_times_are_asked_for()
    {
        await using var recognizer = Engine("openai:whisper-large-v3-turbo");
        await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions
        {
            Language = "pt-BR",
            Keyterms = () => ["Ulaanbaatar", "Łódź", new string('x', 600)],
        });
        Assert.Equal("pt", _cloud.Fields["language"]);
        Assert.Equal("Ulaanbaatar, Łódź.", _cloud.Fields["prompt"]);
        Assert.Equal("verbose_json", _cloud.Fields["response_format"]);
        Assert.Equal("word,segment", _cloud.Fields["timestamp_granularities[]"]);
        Assert.Equal("whisper-large-v3-turbo", _cloud.Fields["model"]);
    }

    [Fact]
    public async Task Models_that_tell_the_text_alone_are_not_asked_for_more()
    {
        await using var recognizer = Engine("openai:gpt-4o-transcribe");
        await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
        Assert.Equal("json", _cloud.Fields["response_format"]);
        Assert.DoesNotContain("timestamp_granularities[]", _cloud.Fields.Keys);
    }

    [Theory]
    [InlineData(401, EngineFaultKind.Auth)]
    [InlineData(413, EngineFaultKind.Refused)]
    [InlineData(429, EngineFaultKind.Limit)]
    [InlineData(500, EngineFaultKind.Transient)]
    public async Task Refusal_says_whether_trying_again_helps_and_nothing_that_the_far_end_said(int status, EngineFaultKind kind)
    {
        _cloud.Refuse = _ => status;
        await using var recognizer = Engine();
        var (_, fault) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
        Assert.Equal(kind, Assert.IsType<EngineFaultException>(fault).Kind);
        Assert.DoesNotContain(FakeCloud.Key, fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>busy</html>")]
    [InlineData("[]")]
    [InlineData("""{"segments":"none"}""")]
    [InlineData("null")]
    public async Task Nonsense_fails_the_stream_in_a_line(string nonsense)
    {
        _cloud.Instead = nonsense;
        await using var recognizer = Engine();
        var (_, fault) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
        Assert.Equal(EngineFaultKind.Transient, Assert.IsType<EngineFaultException>(fault).Kind);
        Assert.Contains("not understood", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_failure_another_stream_goes_on_behind_the_last_final()
    {
        var (track, words) = CloudTracks.Programme(seconds: 240);
        _cloud.Refuse = number => number is 4 or 9 ? 503 : null;
        await using var recognizer = Engine(settings: new OpenAiSettings { MaxRequests = 1 });
        var (finals, faults) = await CloudRun.HearAllAsync(recognizer, track);
        Assert.Equal(words, CloudTracks.WordsOf(finals));
        Assert.InRange(faults, 1, 2);
    }

    [Fact]
    public async Task What_an_earlier_run_made_final_is_not_paid_for_again()
    {
        await using var recognizer = Engine();
        var options = new RecognizerStreamOptions { Interims = false };
        var (first, _) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), options);
        var asked = _cloud.Connections;
        var (second, _) = await CloudRun.HearAsync(
            recognizer, CloudTracks.Short(), options with { Known = number => first.Find(final => final.Utterance == number) });
        Assert.Equal(asked, _cloud.Connections);
        Assert.Equal(CloudTracks.WordsOf(first), CloudTracks.WordsOf(second));
    }

    [Fact]
    public async Task Nothing_is_asked_about_silence()
    {
        await using var recognizer = Engine();
        await CloudRun.HearAsync(
            recognizer, new SpeechTrack(new float[60 * AudioFormat.SampleRate], new Fakes.EnergyVad()), new RecognizerStreamOptions());
        Assert.Equal(0, _cloud.Connections);
    }

    private IRecognizer Engine(string engine = "openai", OpenAiSettings? settings = null) =>
        new OpenAiEngineFactory(_cloud.Access(), settings ?? new OpenAiSettings())
            .Load(new EngineOrder(engine, "", TimeProvider.System)).Recognizer;
}
