using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

public sealed class GeminiTests : IAsyncDisposable
{
    private readonly FakeGemini _cloud = new();

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Fact]
    public async Task Connection_that_will_soon_close_is_followed_by_another_between_turns()
    {
        _cloud.GoesAwayAfter = 25 * AudioFormat.SampleRate;
        var (track, words) = CloudTracks.Programme(seconds: 90);
        await using var recognizer = _cloud.Engine("gemini");
        var (heard, fault) = await CloudRun.HearAsync(recognizer, track, new RecognizerStreamOptions());
        Assert.Null(fault);
        Assert.Equal(words, CloudTracks.WordsOf(heard));
        Assert.InRange(_cloud.Connections, 2, 4);
    }

    [Fact]
    public async Task Activity_in_which_it_hears_nobody_keeps_none_of_the_words_behind_it()
    {
        _cloud.Deaf = 1;
        await using var recognizer = _cloud.Engine("gemini");
        var (heard, fault) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
        Assert.Null(fault);
        Assert.Equal(Enumerable.Range(6, 32).Select(n => $"w{n}"), CloudTracks.WordsOf(heard));
    }

    [Fact]
    public async Task Connection_that_breaks_after_the_goodbye_before_it_said_anything_of_a_turn_is_followed_by_another()
    {
        _cloud.Breaks = 3;
        await using var recognizer = _cloud.Engine("gemini");
        var (heard, fault) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
        Assert.Null(fault);
        Assert.Equal(Enumerable.Range(1, 37).Select(n => $"w{n}"), CloudTracks.WordsOf(heard));
        Assert.Equal(2, _cloud.Connections);
    }

    [Fact]
    public async Task Model_language_and_key_terms_are_asked_for_as_the_provider_wants_them()
    {
        await using var recognizer = _cloud.Engine("gemini:another");
        await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions
        {
            Language = "pt-BR",
            Keyterms = () => ["Ulaanbaatar", new string('x', 101)],
        });
        var asked = _cloud.Said.First();
        Assert.Contains("models/another", asked, StringComparison.Ordinal);
        Assert.Contains("""{"languageCodes":["pt-BR"],"customVocabulary":["Ulaanbaatar"]}""", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Languages_that_may_be_spoken_are_all_told()
    {
        await using var recognizer = _cloud.Engine("gemini");
        await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions { Languages = ["en", "pt-BR"] });
        Assert.Contains("""{"languageCodes":["en","pt-BR"]}""", _cloud.Said.First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_that_there_is_none_of_is_told_as_refused()
    {
        await using var recognizer = _cloud.Engine("gemini:none");
        var (_, fault) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
        Assert.Equal(EngineFaultKind.Auth, Assert.IsType<EngineFaultException>(fault).Kind);
    }
}
