using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using LiveCaptions.Server.Commands;
using LiveCaptions.Server.Publishing.YouTube;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Publishing;

public sealed class SignInTests
{
    [Fact]
    public async Task Tokens_are_in_no_file_no_log_no_answer_and_no_process_list()
    {
        using var log = new LogCapture();
        await using var fake = await PublishingServer.StartYouTubeAsync();
        await using var server = await fake.StartServerAsync(configure: builder =>
        {
            builder.Logging.AddProvider(log);
            builder.Logging.SetMinimumLevel(LogLevel.Trace);
        });
        var told = new List<string> { await server.ConnectAsync() };
        var session = await server.PublishedAsync(new { title = "Talk", language = "en" }, FakeSpeech.Say(1, 2));
        await session.UntilStateAsync("finished");
        fake.FailNext("upload", FakeYouTube.FakeFault.BrokenLine);
        var id = (await server.AddUploadAsync(new { sessionId = session.Id, videoId = "video000001" })).GetProperty("id").GetString()!;
        await server.UntilUploadAsync(id, "done");
        foreach (var path in new[]
        {
            "/api/youtube/channels", "/api/uploads", "/api/uploads?format=csv",
            "/api/uploads/quota", $"/api/uploads/{id}", "/api/jobs", $"/api/sessions/{session.Id}",
            $"/api/sessions/{session.Id}/captions.json", $"/api/sessions/{session.Id}/captions.vtt", "/metrics"
        })
        {
            told.Add(await server.Http.GetStringAsync(path));
        }

        told.AddRange(log.Lines);
        told.AddRange(Directory.EnumerateDirectories("/proc").Select(process => CommandLineOf(process)));
        Assert.True(fake.Secrets.Count > 4);
        Assert.All(fake.Secrets, secret =>
        {
            Assert.Empty(server.FilesWith(secret));
            Assert.DoesNotContain(told, text => text.Contains(secret, StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task Several_channels_are_connected_each_video_goes_by_its_own_and_who_leaves_is_forgotten_at_both_ends()
    {
        await using var fake = await PublishingServer.StartYouTubeAsync();
        fake.AddVideo("video000001", "UC1");
        fake.AddVideo("video000002", "UC2");
        await using var server = await fake.StartServerAsync();
        Assert.Contains("First channel", await server.ConnectAsync("UC1"), StringComparison.Ordinal);
        Assert.Contains("Second channel", await server.ConnectAsync("UC2"), StringComparison.Ordinal);
        Assert.Equal(
            ["UC1", "UC2"],
            (await server.GetAsync("/api/youtube/channels")).EnumerateArray().Select(channel => channel.GetProperty("id").GetString()));
        var session = await server.PublishedAsync(new { language = "en" }, FakeSpeech.Say(1));
        await session.UntilStateAsync("finished");

        var byId = await server.AddUploadAsync(new { sessionId = session.Id, videoId = "video000002", channel = "UC2" });
        var byTitle = await server.AddUploadAsync(
            new { sessionId = session.Id, videoId = "https://youtu.be/video000001", channel = "first channel" });
        var byNone = await server.AddUploadAsync(new { sessionId = session.Id, videoId = "video000001", language = "de" });
        await server.UntilUploadAsync(byId.GetProperty("id").GetString()!, "done");
        await server.UntilUploadAsync(byTitle.GetProperty("id").GetString()!, "done");
        var failed = await server.UntilUploadAsync(byNone.GetProperty("id").GetString()!, "failed");
        Assert.Contains("which one", failed.GetProperty("error").GetString(), StringComparison.Ordinal);

        using (var left = await server.Http.DeleteAsync("/api/youtube/channels/UC2"))
        {
            Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
        }

        Assert.Single((await server.GetAsync("/api/youtube/channels")).EnumerateArray());
        using var again = await server.Http.DeleteAsync("/api/youtube/channels/UC2");
        await Answers.AssertProblemAsync(again, 404, "channel_not_found");
    }

    [Fact]
    public async Task Browser_with_a_state_that_nobody_gave_or_that_was_used_connects_nothing()
    {
        await using var fake = await PublishingServer.StartYouTubeAsync();
        await using var server = await fake.StartServerAsync();
        using var slipped = await server.Http.GetAsync("/api/youtube/callback?state=mine&code=mine");
        Assert.Equal(HttpStatusCode.BadRequest, slipped.StatusCode);

        using var begun = await server.Http.PostAsync("/api/youtube/login", content: null);
        var consent = new Uri(JsonDocument.Parse(await begun.Content.ReadAsStringAsync()).RootElement.GetProperty("url").GetString()!);
        var (back, _) = await YouTubeDesk.ConsentAsync(consent, "UC1");
        await server.Http.GetStringAsync(back);
        using var twice = await server.Http.GetAsync(back);
        Assert.Equal(HttpStatusCode.BadRequest, twice.StatusCode);
    }

    [Fact]
    public async Task Without_a_project_signing_in_says_what_to_set_up()
    {
        await using var server = await TestServer.StartAsync();
        using var answer = await server.Http.PostAsync("/api/youtube/login", content: null);
        await Answers.AssertProblemAsync(answer, 409, "youtube_not_set_up");
    }

    [Fact]
    public async Task Channel_is_connected_listed_and_left_by_the_command_line()
    {
        await using var fake = await PublishingServer.StartYouTubeAsync();
        var data = Directory.CreateTempSubdirectory("livecaptions-test-");
        try
        {
            using var output = new PromptReader();
            var login = RunAsync(fake, output, "youtube", "login", "--data", data.FullName);
            var consent = await output.AddressAsync();
            using (var browser = new HttpClient())
            {
                Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(new Uri(
                    new Uri(System.Web.HttpUtility.ParseQueryString(consent.Query)["redirect_uri"]!), "?state=wrong&code=x"))).StatusCode);
                await browser.GetStringAsync((await YouTubeDesk.ConsentAsync(consent, "UC2")).Back);
            }

            Assert.Equal(0, await login);
            Assert.Contains("Second channel (UC2)", output.ToString(), StringComparison.Ordinal);
            using var listed = new StringWriter();
            Assert.Equal(0, await RunAsync(fake, listed, "youtube", "channels", "--data", data.FullName));
            Assert.Equal("UC2  Second channel", listed.ToString().Trim());
            Assert.Equal(0, await RunAsync(fake, listed, "youtube", "logout", "second CHANNEL", "--data", data.FullName));
            Assert.Equal(1, await RunAsync(fake, listed, "youtube", "logout", "UC2", "--data", data.FullName));
            Assert.All(fake.Secrets, secret => Assert.Empty(DataSearch.FilesWith(data.FullName, secret)));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Connection_that_says_nothing_holds_up_no_sign_in()
    {
        var time = new FakeTimeProvider();
        using var loopback = LoopbackSignIn.Listen(0, time);
        var code = loopback.CodeAsync("ours", TestContext.Current.CancellationToken);
        using var silent = new TcpClient();
        await silent.ConnectAsync(loopback.Address.Host, loopback.Address.Port, TestContext.Current.CancellationToken);

        using var browser = new HttpClient();
        var answer = browser.GetStringAsync(new Uri(loopback.Address, "?state=ours&code=theirs"), TestContext.Current.CancellationToken);
        while (await Task.WhenAny(
            answer, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken))
            != answer)
        {
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal("theirs", await code);
    }

    [Fact]
    public async Task Channel_that_was_connected_by_another_project_is_not_acted_for()
    {
        await using var desk = await YouTubeDesk.StartAsync();
        var row = Assert.Single(await desk.Accounts.ListAsync());
        desk.Settings.ClientId = "800000000002-other.apps.example";

        var refused = await Assert.ThrowsAsync<YouTubeException>(async () => await desk.OpenAsync());
        Assert.Contains("another Google project", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<YouTubeException>(() => desk.Accounts.OpenAsync(null));
        Assert.True(await desk.Accounts.ForgetAsync(YouTubeDesk.Channel, TestContext.Current.CancellationToken));

        // Its consent was not handed to whom it is not of: it still is good.
        desk.Settings.ClientId = desk.Fake.Options.ClientId;
        await new YouTubeChannelStore(desk.Database).PutAsync(row);
        await desk.UploadAsync(new YouTubeDesk.Progress());
    }

    private static Task<int> RunAsync(FakeYouTube.YouTubeFake fake, TextWriter output, params string[] arguments)
    {
        YouTubeOptions Settings() => YouTubeDesk.SettingsOf(fake);
        var root = new System.CommandLine.Command("livecaptions") { YouTubeCommand.Create(TimeProvider.System, Settings) };
        return CommandRun.RunAsync(root, arguments, output, TextWriter.Null);
    }

    private static string CommandLineOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ""; // No process, or it has just ended.
        }
    }

    /// <summary>What the command says, read as it is said.</summary>
    private sealed class PromptReader : StringWriter
    {
        private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<Uri> AddressAsync() => _address.Task.WaitAsync(TimeSpan.FromSeconds(60));

        public override async Task WriteLineAsync(string? value)
        {
            await base.WriteLineAsync(value);
            if (value?.Split('\n').FirstOrDefault(line => line.StartsWith("http", StringComparison.Ordinal)) is { } line)
            {
                _address.TrySetResult(new Uri(line));
            }
        }
    }
}
