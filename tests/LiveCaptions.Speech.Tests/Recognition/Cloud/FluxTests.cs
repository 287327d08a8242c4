using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

public sealed class FluxTests : IAsyncDisposable
{
    private readonly FakeFlux _cloud = new();

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Turn_that_does_not_end_at_the_goodbye_counts_as_it_was_told_last(bool endsTurns, bool tellsTimes)
    {
        (_cloud.EndsTurns, _cloud.TellsTimes) = (endsTurns, tellsTimes);
        var (track, words) = CloudTracks.Programme(seconds: 40);
        await using var recognizer = _cloud.Engine("deepgram-flux", TimeSpan.FromMinutes(1));
        var (heard, fault) = await CloudRun.HearAsync(recognizer, track, new RecognizerStreamOptions());
        Assert.Null(fault);
        Assert.Equal(words, CloudTracks.WordsOf(heard));
    }

    [Fact]
    public async Task Message_that_comes_twice_counts_once()
    {
        _cloud.SaysTwice = true;
        var (track, words) = CloudTracks.Programme(seconds: 40);
        await using var recognizer = _cloud.Engine("deepgram-flux");
        Assert.Equal(words, CloudTracks.WordsOf((await CloudRun.HearAsync(recognizer, track, new RecognizerStreamOptions())).Heard));
    }

    [Fact]
    public async Task Model_language_and_key_terms_are_asked_for_as_the_provider_wants_them()
    {
        await using var recognizer = _cloud.Engine("deepgram-flux:flux-general-multi");
        var options = new RecognizerStreamOptions { Language = "pt-BR", Keyterms = () => ["Ulaanbaatar", "a & b"] };
        await CloudRun.HearAsync(recognizer, CloudTracks.Short(), options);
        var asked = Assert.Single(_cloud.Asked);
        Assert.Contains("model=flux-general-multi", asked, StringComparison.Ordinal);
        Assert.Contains("language_hint=pt&keyterm=Ulaanbaatar&keyterm=a%20%26%20b", asked, StringComparison.Ordinal);
        Assert.Equal(["en"], _cloud.Engine("deepgram-flux").Languages);
    }

    [Fact]
    public async Task Languages_that_may_be_spoken_are_all_hinted_at()
    {
        await using var recognizer = _cloud.Engine("deepgram-flux:flux-general-multi");
        await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions { Languages = ["en", "pt-BR"] });
        Assert.Contains("language_hint=en&language_hint=pt", Assert.Single(_cloud.Asked), StringComparison.Ordinal);
    }
}
