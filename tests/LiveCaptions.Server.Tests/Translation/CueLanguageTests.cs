using System.Net;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Translation;

/// <summary>Cues by language, on all ways out of a session.</summary>
public sealed class CueLanguageTests(TranslatingServer shared) : IClassFixture<TranslatingServer>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Viewer_gets_translations_in_the_languages_they_ask_for_beside_what_is_said(bool messagePack)
    {
        var session = await shared.CreateAsync("fr", "es");
        await using var publisher = await session.PublishAsync();
        await using var viewer = await HubClient.ConnectAsync(shared.Server, messagePack);
        await using var other = await HubClient.ConnectAsync(shared.Server, messagePack);
        await viewer.CallAsync("WatchLanguages", session.Id, null, new[] { "FR" });
        await other.WatchAsync(session.Id);
        await publisher.SendAsync(FakeSpeech.Say(1, 2));
        await publisher.CloseAsync();

        await viewer.UntilAsync(cue => cue.Of is not null);
        var said = viewer.Cues.Single(cue => cue is { Kind: CueKind.Final, Of: null });
        var translated = viewer.Cues.Single(cue => cue.Of is not null);

        Assert.Equal((said.Id, $"{said.Id}.fr", "fr"), (translated.Of, translated.Id, translated.Language));
        Assert.Equal(($"[fr] {said.Text}", said.Start, said.End), (translated.Text, translated.Start, translated.End));
        Assert.Equal(CueKind.Final, translated.Kind);
        Assert.Null(translated.Words);
        Assert.True(translated.Seq > said.Seq);
        await shared.TranslatedAsync(session, "es", 1);
        await other.UntilFinishedAsync();
        Assert.DoesNotContain(viewer.Cues, cue => cue.Language == "es");
        Assert.DoesNotContain(other.Cues, cue => cue.Of is not null);
    }

    [Fact]
    public async Task Late_viewer_gets_them_and_goes_on_behind_what_they_have()
    {
        var session = await shared.SaidAsync("fr", [1], [2]);
        await using var viewer = await HubClient.ConnectAsync(shared.Server, messagePack: false);

        var all = await viewer.CallAsync("WatchLanguages", session.Id, null, new[] { "fr-CA" });
        var alone = await viewer.WatchAsync(session.Id);
        var first = all.Cues.OrderBy(cue => cue.Seq).First(cue => cue.Of is not null);
        var rest = await viewer.CallAsync("WatchLanguages", session.Id, first.Seq, new[] { "fr" });

        Assert.Equal(["[fr] w1", "[fr] w2"], all.Cues.Where(cue => cue.Of is not null).Select(cue => cue.Text));
        Assert.Equal(4, all.Cues.Count);
        Assert.Equal(["w1", "w2"], alone.Cues.Select(cue => cue.Text));
        Assert.Equal(all.Cues.Where(cue => cue.Seq > first.Seq).Select(cue => cue.Id), rest.Cues.Select(cue => cue.Id));
        Assert.Equal(all.Cues.Max(cue => cue.Seq), all.Seq);
    }

    [Fact]
    public async Task Call_for_what_is_no_language_is_refused()
    {
        var session = await shared.CreateAsync();
        await using var viewer = await HubClient.ConnectAsync(shared.Server, messagePack: false);

        foreach (var languages in new object[] { new[] { "not a tag" }, Enumerable.Repeat("fr", 11).ToArray(), "fr", new[] { 1 } })
        {
            await Assert.ThrowsAnyAsync<Exception>(() => viewer.CallAsync("WatchLanguages", session.Id, null, languages));
        }

        Assert.Empty((await viewer.CallAsync("WatchLanguages", session.Id)).Cues);
    }

    [Fact]
    public async Task Events_and_the_list_of_cues_have_them_on_request()
    {
        var session = await shared.SaidAsync("fr", [1], [2]);

        Assert.Equal(["w1", "w2"], (await session.CuesAsync()).Select(cue => cue.Text));
        Assert.Equal(["[fr] w1", "[fr] w2"], (await shared.CuesAsync(session, "language=fr")).Select(cue => cue.Text));
        Assert.Equal(4, (await shared.CuesAsync(session, "languages=fr,es")).Count);
        Assert.Equal(HttpStatusCode.BadRequest, (await shared.GetAsync($"/api/sessions/{session.Id}/cues?languages=a+b")).Status);

        var (_, events) = await shared.GetAsync($"/api/sessions/{session.Id}/events?languages=fr");
        var (_, plain) = await shared.GetAsync($"/api/sessions/{session.Id}/events");
        Assert.Contains("[fr] w1", events, StringComparison.Ordinal);
        Assert.Contains("\"of\":\"c1\"", events.Replace("c2", "c1", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("[fr]", plain, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await shared.GetAsync($"/api/sessions/{session.Id}/events?languages=a+b")).Status);
    }

    [Fact]
    public async Task Pages_of_them_lead_on_in_the_same_languages()
    {
        var session = await shared.SaidAsync("fr", [1], [2]);

        using var response = await shared.Server.Http.GetAsync($"/api/sessions/{session.Id}/cues?languages=fr&before=100000&limit=1");

        Assert.Contains("languages=fr", response.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", "[fr] w1")]
    [InlineData("FR-ca", "[fr] w1")]
    [InlineData("en", "w1")]
    [InlineData("en-US", "w1")]
    public async Task File_is_in_the_language_asked_for(string language, string text)
    {
        var session = await shared.SaidAsync("fr", [1]);

        var (status, file) = await shared.GetAsync($"/api/sessions/{session.Id}/captions.txt?language={language}");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(text, file.Trim());
    }

    [Fact]
    public async Task Language_that_is_not_there_is_told_with_those_that_are()
    {
        var session = await shared.CreateAsync("fr");

        foreach (var path in new[] { "captions.vtt", "cues", "hls/captions.m3u8" })
        {
            var (status, text) = await shared.GetAsync($"/api/sessions/{session.Id}/{path}?language=pl");
            Assert.Equal(HttpStatusCode.NotFound, status);
            Assert.Contains("there are: en, fr", text, StringComparison.Ordinal);
        }

        // Nothing is said yet: an empty file.
        Assert.Equal(HttpStatusCode.OK, (await shared.GetAsync($"/api/sessions/{session.Id}/captions.vtt?language=fr")).Status);
    }

    [Fact]
    public async Task Hls_has_a_rendition_of_each_language()
    {
        var session = await shared.SaidAsync("fr", [1]);
        var hls = $"/api/sessions/{session.Id}/hls";

        var (_, master) = await shared.GetAsync($"{hls}/master.m3u8?offset=2");
        var (_, media) = await shared.GetAsync($"{hls}/captions.m3u8?language=fr");
        var (_, segment) = await shared.GetAsync($"{hls}/segment0.vtt?language=fr");
        var (_, own) = await shared.GetAsync($"{hls}/segment0.vtt");

        Assert.Contains("LANGUAGE=\"en\",DEFAULT=YES", master, StringComparison.Ordinal);
        Assert.Contains("LANGUAGE=\"fr\",DEFAULT=NO", master, StringComparison.Ordinal);
        Assert.Contains("URI=\"captions.m3u8?offset=2&language=fr\"", master, StringComparison.Ordinal);
        Assert.Contains("segment0.vtt?language=fr", media, StringComparison.Ordinal);
        Assert.Contains("[fr] w1", segment, StringComparison.Ordinal);
        Assert.DoesNotContain("[fr]", own, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleted_session_leaves_none()
    {
        var session = await shared.SaidAsync("fr", [1]);

        using var response = await shared.Server.Http.DeleteAsync($"/api/sessions/{session.Id}");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await shared.GetAsync($"/api/sessions/{session.Id}/cues?language=fr")).Status);
    }

    [Fact]
    public async Task Targets_that_cannot_be_are_refused_with_what_to_do()
    {
        Assert.Equal("target_unavailable", await CodeAsync("pl"));
        Assert.Equal("targets_invalid", await CodeAsync("no tag"));
        Assert.Equal("targets_invalid", await CodeAsync("en"));
        Assert.Equal("targets_invalid", await CodeAsync([.. Enumerable.Range(0, 11).Select(i => $"x{(char)('a' + i)}")]));

        var session = await shared.Server.CreateSessionAsync(new { language = "en", targets = new[] { "FR", "fr", "de-ch" } });
        var targets = (await session.ViewAsync()).GetProperty("targets").EnumerateArray();
        Assert.Equal(["fr", "de-CH"], targets.Select(tag => tag.GetString()));

        async Task<string?> CodeAsync(params string[] asked) =>
            (await shared.RefusedAsync(new { language = "en", targets = asked })).GetProperty("code").GetString();
    }
}
