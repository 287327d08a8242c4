using System.Net;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Retention;

public sealed class RetentionTests
{
    private static readonly byte[] Voice = MemoryMarshal.AsBytes(FakeVoices.Vector(6).AsSpan()).ToArray();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Recording_goes_after_its_days_and_captions_stay()
    {
        await using var server = await StartAsync(("Retention:RecordingDays", "2"));
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say(61, 62));
        var recording = Path.Combine(server.Data, "recordings", session.Id);
        var view = await session.ViewAsync();
        Assert.Equal(
            view.GetProperty("endedAt").GetDateTimeOffset().AddDays(2), view.GetProperty("recordingExpiresAt").GetDateTimeOffset());
        Assert.False(view.TryGetProperty("expiresAt", out _));

        _time.Advance(TimeSpan.FromDays(1.9));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.True(Directory.Exists(recording));
        _time.Advance(TimeSpan.FromHours(3));
        await server.UntilAsync(async () => (await session.ViewAsync()).TryGetProperty("recordingDeletedAt", out _));

        Assert.False(Directory.Exists(recording));
        Assert.False((await session.ViewAsync()).TryGetProperty("recordingExpiresAt", out _));
        Assert.Contains("w61 w62", await server.Http.GetStringAsync($"/api/sessions/{session.Id}/captions.vtt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uploads_that_are_done_go_after_the_days_of_jobs_and_those_that_failed_stay()
    {
        await using var server = await StartAsync(("Retention:JobDays", "3"));
        var uploads = server.Services.GetRequiredService<UploadStore>();
        foreach (var (id, state, days) in new[]
        {
            ("old", UploadState.Done, 4), ("new", UploadState.Done, 2), ("failed", UploadState.Failed, 4)
        })
        {
            var end = _time.GetUtcNow().AddDays(-days);
            await uploads.AddAsync(
                new UploadRow { Id = id, VideoId = "video000001", Language = "en", State = state, CreatedAt = end, FinishedAt = end });
        }

        _time.Advance(TimeSpan.FromHours(2));
        await server.UntilAsync(async () => (await uploads.ListAsync()).Count < 3);

        Assert.Equal(["failed", "new"], (await uploads.ListAsync()).Select(row => row.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Voices_go_after_their_days_and_who_spoke_when_stays()
    {
        await using var server = await StartAsync(("Retention:VoiceDays", "1"));
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say([.. Enumerable.Repeat(61, 32)]), FakeSpeech.Say(11));
        var turns = await server.Http.GetStringAsync($"/api/sessions/{session.Id}/captions.rttm");
        var cues = await session.CuesAsync();
        Assert.NotEmpty(server.FilesWith(Voice));

        _time.Advance(TimeSpan.FromHours(26));
        await server.UntilAsync(async () => (await session.ViewAsync()).TryGetProperty("voicesDeletedAt", out _));

        Assert.Empty(server.FilesWith(Voice));
        Assert.Equal(turns, await server.Http.GetStringAsync($"/api/sessions/{session.Id}/captions.rttm"));
        Assert.Equal(cues.Select(c => c.Speaker), (await session.CuesAsync()).Select(c => c.Speaker));
        using var profile = await server.Http.PostAsJsonAsync(
            "/api/profiles", new { name = "Anna", sessionId = session.Id, speakerId = "s1" });
        Assert.Equal("voice_deleted", (await profile.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        Assert.True(Directory.Exists(Path.Combine(server.Data, "recordings", session.Id)));
    }

    [Fact]
    public async Task Session_goes_after_its_days_and_those_that_are_live_or_wait_stay()
    {
        await using var server = await StartAsync(("Retention:SessionDays", "1"), ("Sessions:GraceSeconds", "86400"));
        var waits = await server.CreateSessionAsync();
        var live = await server.CreateSessionAsync();
        await using var publisher = await live.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Begin(11));
        var over = await server.PublishedAsync(new { title = "Over and done with" }, FakeSpeech.Say(61, 62, 63));
        var view = await over.ViewAsync();
        Assert.Equal(view.GetProperty("expiresAt").GetDateTimeOffset(), view.GetProperty("recordingExpiresAt").GetDateTimeOffset());

        _time.Advance(TimeSpan.FromHours(26));
        await server.UntilAsync(async () => (await server.Http.GetAsync($"/api/sessions/{over.Id}")).StatusCode == HttpStatusCode.NotFound);

        Assert.Empty(server.FilesWith("w61 w62 w63"));
        Assert.Empty(server.FilesWith("Over and done with"));
        Assert.Equal(("created", "live"), (await waits.StateAsync(), await live.StateAsync()));
    }

    [Fact]
    public async Task Server_that_starts_deletes_what_became_too_old_while_it_was_off()
    {
        string copy;
        TestSession session;
        await using (var before = await StartAsync())
        {
            session = await before.PublishedAsync(new { }, FakeSpeech.Say(61, 62));
            await before.StopAsync();
            copy = before.CopyOfData();
        }

        _time.Advance(TimeSpan.FromDays(3));
        await using var server = await StartAsync(copy, ("Retention:SessionDays", "2"));
        await server.UntilAsync(async () =>
            (await server.Http.GetAsync($"/api/sessions/{session.Id}")).StatusCode == HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task How_long_things_are_kept_is_told()
    {
        await using (var kept = await TestServer.StartAsync())
        {
            var all = await kept.GetAsync("/api/retention");
            Assert.Equal("""{"recordingDays":null,"voiceDays":null,"sessionDays":null}""", JsonSerializer.Serialize(all));
            var session = await kept.PublishedAsync(new { }, FakeSpeech.Say(1));
            string[] told = ["recordingExpiresAt", "recordingDeletedAt", "voicesExpireAt", "voicesDeletedAt", "expiresAt"];
            Assert.Empty((await session.ViewAsync()).EnumerateObject().Select(p => p.Name).Intersect(told));
        }

        await using var server = await TestServer.StartAsync(
            settings: [("Retention:RecordingDays", "30"), ("Retention:VoiceDays", "0.5"), ("Retention:SessionDays", "365")]);
        var days = await server.GetAsync("/api/retention");
        Assert.Equal("""{"recordingDays":30,"voiceDays":0.5,"sessionDays":365}""", JsonSerializer.Serialize(days));
    }

    [Theory]
    [InlineData("RecordingDays", "0")]
    [InlineData("SessionDays", "-1")]
    [InlineData("VoiceDays", "1000000")]
    public Task Days_that_cannot_be_meant_keep_the_server_from_starting(string name, string value) =>
        Assert.ThrowsAsync<OptionsValidationException>(() => TestServer.StartAsync(settings: ($"Retention:{name}", value)));

    private Task<TestServer> StartAsync(params (string Name, string Value)[] settings) => StartAsync(data: null, settings);

    private Task<TestServer> StartAsync(string? data, params (string Name, string Value)[] settings) => TestServer.StartAsync(
        data,
        recognizer: new FakeRecognizer { Voices = new FakeVoices() },
        configure: builder => builder.Services.AddSingleton<TimeProvider>(_time),
        settings: settings);
}
