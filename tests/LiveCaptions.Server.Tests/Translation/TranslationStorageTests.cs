using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Translation;

/// <summary>Translations as they are stored: beside finals that turn out to be somebody else's, and by a database that fails.</summary>
public sealed class TranslationStorageTests : IAsyncLifetime
{
    private static readonly short[] Ann = FakeSpeech.Say(1, 2, 3, 4, 5);
    private static readonly short[] Bob = FakeSpeech.Say(11, 12, 13, 14, 15);
    private static readonly short[] BobBriefly = FakeSpeech.Say(11, 12);

    private readonly FaultyStorage _storage = new() { FailingQuery = "\"Language\" <> ''" };
    private readonly TranslatingServer _shared;

    public TranslationStorageTests() => _shared = new TranslatingServer { Storage = _storage, Voices = new FakeVoices() };

    public ValueTask InitializeAsync() => _shared.InitializeAsync();

    public ValueTask DisposeAsync() => _shared.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Translation_is_said_by_whoever_the_final_turns_out_to_be_said_by_whenever_that_is_stored(bool stored)
    {
        var session = await _shared.CreateAsync("fr");
        await using var publisher = await session.PublishAsync();
        await using var viewer = await HubClient.ConnectAsync(_shared.Server, messagePack: false);
        await viewer.CallAsync("WatchLanguages", session.Id, null, new[] { "fr" });
        await publisher.SendAsync([.. Ann, .. BobBriefly]);
        await _shared.TranslatedAsync(session, "fr", 2);
        Assert.Equal("s1", (await BrieflyAsync(session)).Speaker?.Id);

        _storage.DatabaseFault = stored ? 0 : 5;
        await publisher.SendAsync(Bob);
        await viewer.UntilAsync(cue => cue.Text == FakeSpeech.Text(11, 12, 13, 14, 15));
        _storage.DatabaseFault = 0;

        await viewer.UntilAsync(cue => cue is { Of: not null, Text: "[fr] w11 w12", Speaker.Id: "s2" });
        Assert.Equal("s2", (await BrieflyAsync(session)).Speaker?.Id);
    }

    [Fact]
    public async Task Translation_is_said_by_whoever_the_review_at_the_end_finds()
    {
        var session = await _shared.Server.CreateSessionAsync(new { language = "en", targets = new[] { "fr" }, expectedSpeakers = 2 });
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync([.. Ann, .. FakeSpeech.Say(11, 12, 13)]);
        await _shared.TranslatedAsync(session, "fr", 2);
        await publisher.CloseAsync();
        await session.UntilStateAsync("finished");

        var said = (await session.CuesAsync()).ToDictionary(cue => cue.Id, cue => cue.Speaker?.Id);
        Assert.Equal(["s1", "s2"], said.Values.Order());
        Assert.All(await _shared.CuesAsync(session, "language=fr"), cue => Assert.Equal(said[cue.Of!], cue.Speaker?.Id));
    }

    [Fact]
    public async Task Database_that_cannot_be_read_for_a_moment_ends_no_language()
    {
        _storage.FailingReads = 1;
        var session = await _shared.CreateAsync("fr");
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(Ann);

        await _shared.TranslatedAsync(session, "fr", 1);
        await publisher.SendAsync(Bob);
        await _shared.TranslatedAsync(session, "fr", 2);
        Assert.Equal("live", await session.StateAsync());
    }

    [Fact]
    public async Task Segment_in_another_language_is_found_with_no_more_queries_than_what_was_said()
    {
        var session = await _shared.SaidAsync("fr", [1], [2]);
        var segment = $"/api/sessions/{session.Id}/hls/segment0.vtt";

        Assert.Equal(await QueriesAsync(segment), await QueriesAsync($"{segment}?language=fr"));
        Assert.Contains("[fr] w1", (await _shared.GetAsync($"{segment}?language=fr")).Text, StringComparison.Ordinal);
    }

    private async Task<int> QueriesAsync(string path)
    {
        await _shared.GetAsync(path);
        var before = _storage.Reads;
        await _shared.GetAsync(path);
        return _storage.Reads - before;
    }

    private async Task<Cue> BrieflyAsync(TestSession session) =>
        (await _shared.CuesAsync(session, "language=fr")).Single(cue => cue.Text == "[fr] w11 w12");
}
