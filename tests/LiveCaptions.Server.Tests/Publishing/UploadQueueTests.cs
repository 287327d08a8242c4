using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LiveCaptions.Captions.Reading;
using LiveCaptions.FakeYouTube;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Jobs;
using LiveCaptions.Server.Publishing.Uploads;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Publishing;

public sealed class UploadQueueTests
{
    private const string Better = "WEBVTT\n\n00:01.000 --> 00:02.000\nBetter words\n";

    [Fact]
    public async Task Session_goes_to_its_video_as_it_is_exported_later_by_what_the_stream_began_before_it()
    {
        await using var fake = await PublishingServer.StartYouTubeAsync();
        await using var server = await fake.StartServerAsync();
        await server.ConnectAsync();
        var session = await server.PublishedAsync(new { language = "en" }, FakeSpeech.Say(1, 2));
        await session.UntilStateAsync("finished");
        fake.AddVideo("video000001", "UC1", (await session.ViewAsync()).GetProperty("startedAt").GetDateTimeOffset().AddSeconds(-10));

        var added = await server.AddUploadAsync(new { sessionId = session.Id, videoId = "video000001", name = "English", draft = true });
        var done = await server.UntilUploadAsync(added.GetProperty("id").GetString()!, "done");

        var track = Assert.Single(fake.Tracks);
        Assert.Equal(
            ("en", "English", true, done.GetProperty("captionId").GetString()), (track.Language, track.Name, track.IsDraft, track.Id));
        Assert.Equal((10, 401), (done.GetProperty("offset").GetDouble(), done.GetProperty("units").GetInt32()));
        var exported = new WebVttReader().Read(await server.Http.GetByteArrayAsync($"/api/sessions/{session.Id}/captions.vtt"));
        Assert.NotEmpty(exported.Cues);
        Assert.Equal(
            exported.Cues.Select(cue => (cue.Start + 10_000, cue.End + 10_000, string.Join('\n', cue.Lines))),
            new WebVttReader().Read(track.Content).Cues.Select(cue => (cue.Start, cue.End, string.Join('\n', cue.Lines))));
    }

    [Fact]
    public async Task Session_that_carries_its_video_goes_by_itself_when_it_has_finished()
    {
        await using var fake = await PublishingServer.StartYouTubeAsync();
        await using var server = await fake.StartServerAsync();
        await server.ConnectAsync();

        await server.PublishedAsync(
            new { language = "en", upload = new { videoId = "https://www.youtube.com/watch?v=video000001", channel = "First channel" } },
            FakeSpeech.Say(1));
        await server.UntilAsync(() => Task.FromResult(fake.Tracks.Count == 1));
        await server.PublishedAsync(
            new { language = "en", upload = new { videoId = "video000002", when = "corrected" } }, FakeSpeech.Say(1));

        Assert.Equal("video000001", Assert.Single(fake.Tracks).VideoId);
        using var wrong = await server.Http.PostAsJsonAsync("/api/sessions", new { upload = new { videoId = "too short" } });
        await Answers.AssertProblemAsync(wrong, 400, "upload_invalid");
    }

    [Fact]
    public async Task What_does_not_fit_into_the_day_says_when_it_goes_and_goes_then_the_most_urgent_first()
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2026-11-30T20:00:00Z"));
        await using var fake = await PublishingServer.StartYouTubeAsync(
            time, new FakeOptions { KnowsEveryVideo = true, DailyQuota = 1_000 });
        await using var server = await fake.StartServerAsync(
            configure: builder => builder.Services.AddSingleton<TimeProvider>(time),
            settings: [("YouTube:Concurrency", "1"), ("Jobs:LeaseSeconds", "86400")]);
        await server.ConnectAsync();
        Assert.True(fake.Spend(fake.Options.ClientId.Split('-')[0], 999 - 1));

        var later = (await server.AddFileAsync("video000001")).Id;
        await server.UntilUploadAsync(later, "parked");
        var sooner = (await server.AddFileAsync("video000002", priority: 5)).Id;
        var parked = await server.UntilUploadAsync(sooner, "parked");
        await server.UntilUploadAsync((await server.AddFileAsync("video000003")).Id, "parked");

        var reset = DateTimeOffset.Parse("2026-12-01T08:00:00Z");
        Assert.Equal(reset, parked.GetProperty("goesAt").GetDateTimeOffset());
        Assert.Equal(reset, (await server.GetAsync("/api/uploads/quota")).GetProperty("resetAt").GetDateTimeOffset());
        Assert.Empty(fake.Tracks);

        time.SetUtcNow(reset);
        await server.UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(20));
            return Task.FromResult(fake.Tracks.Count == 2);
        });
        Assert.Equal(["video000002", "video000001"], fake.Tracks.OrderBy(track => track.LastUpdated).Select(track => track.VideoId));
        Assert.All(fake.Spent.Values, spent => Assert.True(spent <= 1_000));
    }

    [Fact]
    public async Task Failure_that_a_person_has_to_see_to_waits_for_the_person_and_goes_again_then()
    {
        await using var fake = await PublishingServer.StartYouTubeAsync();
        await using var server = await fake.StartServerAsync();
        await server.ConnectAsync();
        fake.Revoke("UC1");

        var id = (await server.AddFileAsync("video000001")).Id;
        Assert.Contains(
            "youtube login", (await server.UntilUploadAsync(id, "failed")).GetProperty("error").GetString(), StringComparison.Ordinal);
        var job = Assert.Single((await server.GetAsync("/api/jobs?kind=youtube-upload&state=dead")).EnumerateArray());
        Assert.Equal(id, job.GetProperty("key").GetString());

        await server.ConnectAsync();
        using (var retried = await server.Http.PostAsync($"/api/uploads/{id}/retry", content: null))
        {
            Assert.Equal(HttpStatusCode.OK, retried.StatusCode);
        }

        await server.UntilUploadAsync(id, "done");
        using var again = await server.Http.PostAsync($"/api/uploads/{id}/retry", content: null);
        await Answers.AssertProblemAsync(again, 409, "upload_not_waiting");
    }

    [Fact]
    public async Task Batch_goes_whole_or_not_at_all_and_a_track_that_waits_is_there_once()
    {
        await using var fake = await PublishingServer.StartYouTubeAsync();
        await using var server = await fake.StartServerAsync();
        var session = await server.CreateSessionAsync(new { language = "en" });
        object[] good =
        [
            new { sessionId = session.Id, videoId = "video000001" },
            new { sessionId = session.Id, videoId = "video000002", language = "de" }
        ];

        using (var refused = await server.Http.PostAsJsonAsync(
            "/api/uploads/batch", new { uploads = good.Append(new { sessionId = session.Id, videoId = "no" }) }))
        {
            await Answers.AssertProblemAsync(refused, 400, "video_invalid");
        }

        Assert.Empty((await server.GetAsync("/api/uploads")).EnumerateArray());
        using var taken = await server.Http.PostAsJsonAsync("/api/uploads/batch", new { uploads = good.Append(good[0]) });
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        Assert.Equal(2, (await taken.Content.ReadFromJsonAsync<JsonElement>()).GetArrayLength());

        // Nobody is signed in: they failed, and are there to be tried again.
        var listed = (await server.GetAsync("/api/uploads")).EnumerateArray().ToList();
        Assert.Equal(["video000001", "video000002"], listed.Select(upload => upload.GetProperty("videoId").GetString()));
        var csv = await server.Http.GetStringAsync("/api/uploads?format=csv");
        Assert.StartsWith("video,language,name,", csv, StringComparison.Ordinal);
        Assert.Equal(3, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);

        using var deleted = await server.Http.DeleteAsync($"/api/uploads/{listed[0].GetProperty("id").GetString()}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Single((await server.GetAsync("/api/uploads")).EnumerateArray());
    }

    [Fact]
    public async Task Captions_that_change_while_they_are_uploaded_go_again()
    {
        await using var fake = await PublishingServer.StartYouTubeAsync();
        await using var server = await fake.StartServerAsync();
        await server.ConnectAsync();
        fake.Options.Slowness = TimeSpan.FromSeconds(0.5);
        var id = (await server.AddFileAsync("video000001")).Id;
        await server.UntilUploadAsync(id, "uploading");

        Assert.Equal(id, (await server.AddFileAsync("video000001", Better)).Id);
        fake.Options.Slowness = TimeSpan.Zero;

        await server.UntilUploadAsync(id, "done");
        Assert.Equal(
            Better.Replace("00:01.000 --> 00:02.000", "1\n00:00:01.000 --> 00:00:02.000", StringComparison.Ordinal),
            Encoding.UTF8.GetString(Assert.Single(fake.Tracks).Content));
    }

    [Fact]
    public async Task Later_upload_of_a_track_updates_it_without_looking_for_it()
    {
        await using var fake = await PublishingServer.StartYouTubeAsync();
        await using var server = await fake.StartServerAsync();
        await server.ConnectAsync();
        await server.UntilUploadAsync((await server.AddFileAsync("video000001")).Id, "done");

        var second = await server.UntilUploadAsync((await server.AddFileAsync("video000001", Better)).Id, "done");

        Assert.Equal((450, 2), (second.GetProperty("units").GetInt32(), Assert.Single(fake.Tracks).Writes));
    }

    [Fact]
    public async Task Captions_that_a_track_has_already_do_not_go_again_however_often_somebody_says_that_they_are_right()
    {
        await using var fake = await PublishingServer.StartYouTubeAsync();
        await using var server = await fake.StartServerAsync();
        await server.ConnectAsync();
        var session = await server.PublishedAsync(
            new { language = "en", upload = new { videoId = "video000001", when = "corrected" } }, FakeSpeech.Say(1, 2));
        await session.UntilStateAsync("finished");
        var person = new Corrector(session);
        var id = "";
        for (var i = 0; i < 3; i++)
        {
            using var marked = await person.SendAsync(HttpMethod.Patch, "", new { corrected = true });
            Assert.Equal(HttpStatusCode.OK, marked.StatusCode);
            id = Assert.Single((await server.GetAsync("/api/uploads")).EnumerateArray()).GetProperty("id").GetString()!;
            await server.UntilUploadAsync(id, "done");
        }

        var spent = fake.Spent.Values.Sum();
        Assert.Equal(1, Assert.Single(fake.Tracks).Writes);
        await person.CorrectAsync("c1", new { text = "Something else." });
        using (var marked = await person.SendAsync(HttpMethod.Patch, "", new { corrected = true }))
        {
            await server.UntilAsync(() => Task.FromResult(fake.Tracks.Single().Writes == 2));
            await server.UntilUploadAsync(id, "done");
        }

        Assert.Equal(spent + 450, fake.Spent.Values.Sum());

        // Who wants it there all the same says so.
        var again = await server.AddUploadAsync(new { sessionId = session.Id, videoId = "video000001" });
        await server.UntilUploadAsync(again.GetProperty("id").GetString()!, "done");
        Assert.Equal(2, fake.Tracks.Single().Writes);
        var forced = await server.AddUploadAsync(new { sessionId = session.Id, videoId = "video000001", force = true });
        await server.UntilUploadAsync(forced.GetProperty("id").GetString()!, "done");
        Assert.Equal(3, fake.Tracks.Single().Writes);
    }

    [Fact]
    public async Task Key_that_may_only_publish_sends_nothing_to_the_channel_of_the_administrator()
    {
        await using var fake = await PublishingServer.StartYouTubeAsync();
        await using var server = await fake.StartServerAsync();
        var issuer = server.Services.GetRequiredService<KeyIssuer>();
        var (publish, admin) = (await issuer.CreateAsync(KeyScope.Publish, expiresAt: null),
            await issuer.CreateAsync(KeyScope.Admin, expiresAt: null));
        var upload = new { videoId = "video000001" };

        foreach (var (path, request) in new (string, object)[]
        {
            ("/api/sessions", new { upload }), ("/api/sessions/import", new { url = "https://example.org/a.mp3", upload })
        })
        {
            using var refused = await PostAsync(server, path, publish, request);
            await Answers.AssertProblemAsync(refused, 403, "upload_forbidden");
        }

        using var without = await PostAsync(server, "/api/sessions", publish, new { language = "en" });
        Assert.Equal(HttpStatusCode.Created, without.StatusCode);
        using var allowed = await PostAsync(server, "/api/sessions", admin, new { upload });
        Assert.Equal(HttpStatusCode.Created, allowed.StatusCode);
    }

    [Fact]
    public async Task Session_that_goes_by_itself_changes_no_upload_of_a_file_or_of_another_session()
    {
        using var log = new LogCapture();
        await using var fake = await PublishingServer.StartYouTubeAsync();
        await using var server = await fake.StartServerAsync(configure: builder => builder.Logging.AddProvider(log));
        var other = await server.CreateSessionAsync(new { language = "de" });
        var file = (await server.AddFileAsync("video000001")).Id;
        var ofOther =
            (await server.AddUploadAsync(new { sessionId = other.Id, videoId = "video000002", language = "en", name = "", draft = true }))
                .GetProperty("id").GetString()!;
        await server.UntilUploadAsync(file, "failed");
        await server.UntilUploadAsync(ofOther, "failed");
        var before = (await server.GetAsync("/api/uploads")).GetRawText();

        await server.PublishedAsync(new { language = "en", upload = new { videoId = "video000001" } }, FakeSpeech.Say(1));
        await server.PublishedAsync(new { language = "en", upload = new { videoId = "video000002" } }, FakeSpeech.Say(2));
        await server.UntilAsync(() =>
            Task.FromResult(log.Lines.Count(line => line.Contains("is not put into the YouTube queue", StringComparison.Ordinal)) == 2));

        Assert.Equal(before, (await server.GetAsync("/api/uploads")).GetRawText());
    }

    [Fact]
    public async Task Deleted_session_takes_its_uploads_along_also_one_under_way_and_what_was_done_knows_it_no_more()
    {
        await using var fake = await PublishingServer.StartYouTubeAsync();
        await using var server = await fake.StartServerAsync();
        await server.ConnectAsync();
        var session = await server.PublishedAsync(new { language = "en" }, FakeSpeech.Say(1));
        await session.UntilStateAsync("finished");
        var done = (await server.AddUploadAsync(new { sessionId = session.Id, videoId = "video000001" })).GetProperty("id").GetString()!;
        await server.UntilUploadAsync(done, "done");
        fake.Options.Slowness = TimeSpan.FromMinutes(5);
        var underWay = (await server.AddUploadAsync(new { sessionId = session.Id, videoId = "video000002" }))
            .GetProperty("id").GetString()!;
        await server.UntilUploadAsync(underWay, "uploading");

        using (var deleted = await server.Http.DeleteAsync($"/api/sessions/{session.Id}"))
        {
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        }

        var left = Assert.Single((await server.GetAsync("/api/uploads")).EnumerateArray());
        Assert.Equal((done, false), (left.GetProperty("id").GetString(), left.TryGetProperty("sessionId", out _)));
        var job = Assert.Single((await server.GetAsync("/api/jobs?kind=youtube-upload&state=cancelled")).EnumerateArray());
        Assert.Equal(underWay, job.GetProperty("key").GetString());
        Assert.Empty(server.FilesWith(session.Id));
    }

    [Fact]
    public async Task Upload_that_was_asked_for_as_its_job_ended_has_another_job()
    {
        await using var fake = await PublishingServer.StartYouTubeAsync();
        await using var server = await fake.StartServerAsync();
        var id = (await server.AddFileAsync("video000001")).Id;
        await server.UntilUploadAsync(id, "failed");
        await server.ConnectAsync();
        await server.UntilAsync(async () => (await server.GetAsync("/api/jobs?kind=youtube-upload&state=dead")).GetArrayLength() == 1);
        await server.Services.GetRequiredService<UploadStore>().ChangeAsync(id, row => row.State = UploadState.Waiting);

        await server.Services.GetServices<IJobKind>().Single(kind => kind.Name == "youtube-upload")
            .OnOverAsync(new JobRow { Kind = "youtube-upload", Key = id });

        await server.UntilUploadAsync(id, "done");
    }

    [Fact]
    public async Task Session_whose_upload_could_not_be_noted_as_begun_is_noted_when_it_can()
    {
        var storage = new FaultyStorage();
        await using var server = await TestServer.StartAsync(configure: builder => storage.AddTo(builder.Services));
        var sessions = server.Services.GetRequiredService<SessionStore>();
        var id = (await server.CreateSessionAsync(new { language = "en" })).Id;
        await sessions.ChangeAsync(id, row => row.UploadDue = true);
        var (followUp, session) = (server.Services.GetRequiredService<UploadFollowUp>(), (await sessions.FindAsync(id))!);

        storage.DatabaseFault = 13;
        await Assert.ThrowsAsync<StorageException>(() => followUp.BeginAsync(session));
        storage.DatabaseFault = 0;
        await StorageRetry.UntilStoredAsync(
            () => followUp.BeginAsync(session), TimeProvider.System, onFault: null, TestContext.Current.CancellationToken);

        Assert.False((await sessions.FindAsync(id))!.UploadDue);
    }

    private static async Task<HttpResponseMessage> PostAsync(TestServer server, string path, string key, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await server.Http.SendAsync(request);
    }
}
