using LiveCaptions.FakeYouTube;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Server.Publishing.Quota;
using LiveCaptions.Server.Publishing.Uploads;
using LiveCaptions.Server.Publishing.YouTube;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Tests.Publishing;

/// <summary>A fake YouTube with two channels, and what acts for them, without a server.</summary>
internal sealed class YouTubeDesk : IAsyncDisposable
{
    public const string Channel = "UC1";
    public const string Video = "video000001";
    public const string Vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\nWords\n";
    private readonly TestDatabase _database;
    private readonly YouTubeConnections _connections;

    private YouTubeDesk(YouTubeFake fake, TestDatabase database, TimeProvider time)
    {
        (Fake, _database, Time) = (fake, database, time);
        Settings = SettingsOf(fake);
        var options = Options.Create(Settings);
        _connections = new YouTubeConnections(options, Options.Create(new OutgoingOptions()), new OwnAddresses());
        Ledger = new QuotaLedger(new QuotaStore(database.Database), options, time);
        Accounts = new YouTubeAccounts(new YouTubeChannelStore(database.Database), Ledger, _connections, options, time);
    }

    public YouTubeFake Fake { get; }

    public YouTubeOptions Settings { get; }

    public QuotaLedger Ledger { get; }

    public YouTubeAccounts Accounts { get; }

    public TimeProvider Time { get; }

    public CaptionDatabase Database => _database.Database;

    /// <summary>Units of all days, as YouTube counted them.</summary>
    public int Spent => Fake.Spent.Values.Sum();

    public static YouTubeOptions SettingsOf(YouTubeFake fake) => new()
    {
        Address = fake.Address.AbsoluteUri,
        ClientId = fake.Options.ClientId,
        ClientSecret = fake.Options.ClientSecret,
        DailyQuota = fake.Options.DailyQuota,
    };

    /// <param name="isConnected">Whether somebody has signed in to the first channel.</param>
    public static async Task<YouTubeDesk> StartAsync(
        TimeProvider? time = null, FakeOptions? options = null, string? connection = null, bool isConnected = true)
    {
        var clock = time ?? TimeProvider.System;
        var fake = await YouTubeFake.StartAsync(options ?? new FakeOptions(), clock);
        fake.AddChannel(Channel, "First channel");
        fake.AddChannel("UC2", "Second channel");
        fake.AddVideo(Video, Channel);
        var desk = new YouTubeDesk(fake, await TestDatabase.CreateAsync(connection), clock);
        if (isConnected)
        {
            await desk.ConnectAsync(Channel);
        }

        return desk;
    }

    public async Task<YouTubeChannelRow> ConnectAsync(string channelId)
    {
        var pending = Accounts.Begin(new Uri("http://127.0.0.1:9/"));
        return await Accounts.CompleteAsync(
            pending, (await ConsentAsync(pending.Consent, channelId)).Code, TestContext.Current.CancellationToken);
    }

    /// <summary>A person's browser: consents as a channel, and does not go where it is sent.</summary>
    public static async Task<(Uri Back, string Code)> ConsentAsync(Uri consent, string channelId)
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await browser.GetAsync(QueryHelpers.AddQueryString(consent.AbsoluteUri, "login_hint", channelId));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        var back = answer.Headers.Location!;
        return (back, QueryHelpers.ParseQuery(back.Query)["code"].ToString());
    }

    public ValueTask<YouTubeClient> OpenAsync() => new(Accounts.OpenAsync(Channel));

    /// <summary>One attempt.</summary>
    /// <param name="progress">Where the one before left it.</param>
    public async Task<string> UploadAsync(
        Progress progress, string captions = Vtt, string language = "en", string name = "", bool isDraft = false)
    {
        using var client = await OpenAsync();
        var order = new UploadOrder(Video, language, name, isDraft, System.Text.Encoding.UTF8.GetBytes(captions));
        var upload = new CaptionUpload(client, order, progress.SaveAsync, Time);
        return await upload.RunAsync(progress.Now, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _connections.Dispose();
        await Fake.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>What is stored of an upload.</summary>
    public sealed class Progress
    {
        public UploadProgress Now { get; private set; } = new();

        public int Saves { get; private set; }

        /// <summary>Dies instead of storing the so-manieth time.</summary>
        public int? DiesAt { get; set; }

        public Task SaveAsync(UploadProgress progress)
        {
            if (++Saves == DiesAt)
            {
                throw new OperationCanceledException("Killed.");
            }

            Now = progress;
            return Task.CompletedTask;
        }
    }
}
