using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

public sealed class VoxtralTests : IAsyncDisposable
{
    private readonly FakeVoxtral _cloud = new();

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Theory]
    [InlineData(401, EngineFaultKind.Auth)]
    [InlineData(3051, EngineFaultKind.Refused)]
    [InlineData(429, EngineFaultKind.Limit)]
    [InlineData(500, EngineFaultKind.Transient)]
    public async Task Error_in_the_place_of_a_greeting_says_whether_trying_again_helps(int code, EngineFaultKind kind)
    {
        _cloud.Error = (code, code == 500 ? new { detail = FakeCloud.Key } : (object)FakeCloud.Key);
        await using var recognizer = _cloud.Engine("voxtral");
        var (_, fault) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
        Assert.Equal(kind, Assert.IsType<EngineFaultException>(fault).Kind);
        Assert.Contains($"({code})", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeCloud.Key, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delay_language_and_key_terms_are_asked_for_before_the_first_sound()
    {
        await using var recognizer = _cloud.Engine("voxtral");
        await CloudRun.HearAsync(
            recognizer, CloudTracks.Short(), new RecognizerStreamOptions { Language = "fr-CA", Keyterms = () => ["Ulaanbaatar"] });
        Assert.Contains("\"target_streaming_delay_ms\":480,\"language\":\"fr\",\"context_bias\":[\"Ulaanbaatar\"]", _cloud.Said.First(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Language_that_nobody_names_is_found_out()
    {
        await using var recognizer = _cloud.Engine("voxtral");
        var (heard, _) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
        Assert.All(heard.Where(t => t.Words.Count > 0), t => Assert.Equal("de", t.Language));
    }
}
