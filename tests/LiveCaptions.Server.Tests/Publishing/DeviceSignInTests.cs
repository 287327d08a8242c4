using System.Text.RegularExpressions;
using LiveCaptions.FakeYouTube;
using LiveCaptions.Server.Commands;
using LiveCaptions.Server.Publishing.YouTube;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Publishing;

/// <summary>Signing in where the server has no browser.</summary>
public sealed partial class DeviceSignInTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_types_the_code_on_another_device_connects_the_channel()
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2026-11-30T20:00:00Z"));
        await using var desk = await YouTubeDesk.StartAsync(time, new FakeOptions { GivesDevicesEveryScope = true }, isConnected: false);
        var code = await desk.Accounts.BeginDeviceAsync(client: null, Stop);
        var connected = desk.Accounts.CompleteAsync(code, Stop);

        await AdvanceAsync(time, TimeSpan.FromSeconds(30));
        Assert.False(connected.IsCompleted);
        await TypeAsync(desk.Fake, $"user_code={code.UserCode}&login_hint=UC2");
        await AdvanceUntilAsync(time, connected);

        Assert.Equal("UC2", (await connected).Id);
        Assert.Equal("UC2", Assert.Single(await desk.Accounts.ListAsync()).Id);
    }

    [Fact]
    public async Task Who_says_no_or_nothing_connects_none_and_who_asks_too_often_slows_down()
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2026-11-30T20:00:00Z"));
        await using var desk = await YouTubeDesk.StartAsync(time, new FakeOptions { GivesDevicesEveryScope = true }, isConnected: false);
        var denied = await desk.Accounts.BeginDeviceAsync(client: null, Stop);
        var asked = desk.Accounts.CompleteAsync(denied with { Interval = TimeSpan.FromSeconds(1) }, Stop);
        await AdvanceAsync(time, TimeSpan.FromSeconds(20));
        await TypeAsync(desk.Fake, $"user_code={denied.UserCode}&deny=1");
        await AdvanceUntilAsync(time, asked);
        Assert.Contains("not given", (await Assert.ThrowsAsync<YouTubeException>(() => asked)).Message, StringComparison.Ordinal);

        var late = await desk.Accounts.BeginDeviceAsync(client: null, Stop);
        var waited = desk.Accounts.CompleteAsync(late, Stop);
        await AdvanceUntilAsync(time, waited, TimeSpan.FromMinutes(5));
        Assert.Contains("in time", (await Assert.ThrowsAsync<YouTubeException>(() => waited)).Message, StringComparison.Ordinal);
        Assert.Empty(await desk.Accounts.ListAsync());
    }

    /// <summary>As Google has it: its devices get no consent that captions need.</summary>
    [Fact]
    public async Task Where_devices_do_not_get_the_consent_it_says_which_way_there_is()
    {
        await using var desk = await YouTubeDesk.StartAsync(isConnected: false);

        var refused = await Assert.ThrowsAsync<YouTubeException>(() => desk.Accounts.BeginDeviceAsync(client: null, Stop));
        Assert.Contains("--paste", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_where_a_browser_elsewhere_ended_is_pasted()
    {
        await using var fake = await PublishingServer.StartYouTubeAsync();
        var data = Directory.CreateTempSubdirectory("livecaptions-test-");
        try
        {
            using var output = new StringWriter();
            using var input = new Browser(output, "UC2");
            Assert.Equal(0, await RunAsync(fake, input, output, "youtube", "login", "--paste", "--data", data.FullName));
            Assert.Contains("Connected: Second channel", output.ToString(), StringComparison.Ordinal);
            using var nothing = new StringReader("http://127.0.0.1:1/?state=mine&code=mine\n");
            Assert.NotEqual(0, await RunAsync(fake, nothing, TextWriter.Null, "youtube", "login", "--paste", "--data", data.FullName));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Channels_of_several_projects_each_spend_their_own_quota()
    {
        await using var desk = await YouTubeDesk.StartAsync();
        desk.Fake.Options.MoreClients["900000000009-second.apps.example"] = "second secret";
        desk.Settings.Clients["second"] = new YouTubeProject
        {
            ClientId = "900000000009-second.apps.example", ClientSecret = "second secret", DailyQuota = 500,
        };
        var pending = desk.Accounts.Begin(new Uri("http://127.0.0.1:9/"), client: "second");
        await desk.Accounts.CompleteAsync(pending, (await YouTubeDesk.ConsentAsync(pending.Consent, "UC2")).Code, Stop);

        using (var first = await desk.OpenAsync())
        using (var second = await desk.Accounts.OpenAsync("UC2"))
        {
            await first.ListCaptionsAsync(YouTubeDesk.Video, Stop);
            await second.FindVideoAsync(YouTubeDesk.Video, Stop);
        }

        Assert.Equal((51, 10_000), await StandingAsync(desk, desk.Settings.Project));
        Assert.Equal((2, 500), await StandingAsync(desk, "900000000009"));
        Assert.Equal(2, desk.Fake.Spent.Count);
        Assert.Throws<NotSetUpException>(() => desk.Accounts.Begin(new Uri("http://127.0.0.1:9/"), client: "third"));
    }

    private static async Task<(int Spent, int Limit)> StandingAsync(YouTubeDesk desk, string project)
    {
        var standing = await desk.Ledger.ReadAsync(project);
        return (standing.Spent, standing.Limit);
    }

    private static Task<int> RunAsync(YouTubeFake fake, TextReader input, TextWriter output, params string[] arguments)
    {
        YouTubeOptions Settings() => YouTubeDesk.SettingsOf(fake);
        var root = new System.CommandLine.Command("livecaptions") { YouTubeCommand.Create(TimeProvider.System, Settings, input) };
        return CommandRun.RunAsync(root, arguments, output, TextWriter.Null);
    }

    private static async Task TypeAsync(YouTubeFake fake, string query)
    {
        using var browser = new HttpClient();
        await browser.GetStringAsync(new Uri(fake.Address, $"/device?{query}"), Stop);
    }

    private static async Task AdvanceAsync(FakeTimeProvider time, TimeSpan by)
    {
        for (var until = time.GetUtcNow() + by; time.GetUtcNow() < until;)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, Stop);
        }
    }

    private static async Task AdvanceUntilAsync(FakeTimeProvider time, Task task, TimeSpan? step = null)
    {
        while (await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Stop)) != task)
        {
            time.Advance(step ?? TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Opens the address that the command prints, and pastes where it ends.</summary>
    private sealed partial class Browser(StringWriter said, string channel) : TextReader
    {
        public override async ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken) =>
            (await YouTubeDesk.ConsentAsync(new Uri(Address().Match(said.ToString()).Value), channel)).Back.AbsoluteUri;

        [GeneratedRegex("http\\S+/o/oauth2\\S+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
        private static partial Regex Address();
    }
}
