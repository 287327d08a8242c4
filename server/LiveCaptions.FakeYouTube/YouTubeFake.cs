using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveCaptions.FakeYouTube;

/// <summary>
/// A YouTube on this machine for tests and for trying things out: Google's sign-in, and what of the Data API captions need, with quota
/// and faults. All it has is in memory.
/// </summary>
public sealed class YouTubeFake : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly FakeAccounts _accounts;
    private readonly FakeQuota _quota;
    private readonly FaultDice _faults;
    private readonly FakeLibrary _library;
    private readonly ApiGate _gate;
    private readonly UploadDoor _uploads;
    private readonly FakeReports _reports;
    private readonly DeviceDoor _devices;

    private YouTubeFake(WebApplication app, FakeOptions options, TimeProvider time)
    {
        (_app, Options) = (app, options);
        _accounts = new FakeAccounts(options, time);
        _quota = new FakeQuota(options, time);
        _faults = new FaultDice(options);
        _library = new FakeLibrary(options, time);
        _gate = new ApiGate(_accounts, _quota, _faults, options);
        _uploads = new UploadDoor(_gate, _library, options, time);
        _reports = new FakeReports(time);
        _devices = new DeviceDoor(options, _accounts, _library, time);
        _devices.Map(app);
        new OAuthDoor(options, _accounts, _library, _devices).Map(app);
        new ReportingDoor(_gate, _reports, options).Map(app);
        new CaptionDoor(_gate, _library).Map(app);
        new VideoDoor(_gate, _library).Map(app);
        _uploads.Map(app);
    }

    public FakeOptions Options { get; }

    /// <summary>Of everything: sign-in, API and uploads.</summary>
    public Uri Address => new(_app.Urls.First());

    public IReadOnlyList<FakeTrack> Tracks => _library.Tracks;

    /// <summary>Units by project and day in California.</summary>
    public IReadOnlyDictionary<(string Project, DateOnly Day), int> Spent => _quota.Spent;

    /// <summary>Requests that cost something, by name of the call, such as <c>captions.insert</c>.</summary>
    public IReadOnlyDictionary<string, int> Calls => _gate.Calls;

    /// <summary>All codes, tokens and names of uploads that were given out: none of them may be read anywhere else.</summary>
    public IReadOnlyList<string> Secrets =>
        [.. _accounts.Issued, .. _uploads.Ids, .. _devices.Codes, Options.ClientSecret, .. Options.MoreClients.Values];

    /// <param name="time">The day of the quota, and what expires, go by it.</param>
    public static async Task<YouTubeFake> StartAsync(FakeOptions options, TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.UseKestrelCore();
        var fake = new YouTubeFake(builder.Build(), options, time);
        await fake._app.StartAsync();
        return fake;
    }

    public void AddChannel(string id, string title) => _library.AddChannel(id, title);

    public void AddVideo(string id, string channelId, DateTimeOffset? streamedAt = null) =>
        _library.AddVideo(new FakeVideo { Id = id, ChannelId = channelId, StreamedAt = streamedAt });

    public FakeVideo? FindVideo(string id) => _library.FindVideo(id, "");

    /// <summary>A track that another program made.</summary>
    public FakeTrack AddTrack(string videoId, string language, string name, byte[] content) =>
        _library.Insert(videoId, language, name, isDraft: false, content) ?? throw new InvalidOperationException("There is such a track.");

    /// <summary>
    /// Something happens to the next request of a kind: <c>captions.insert</c>, <c>upload</c> for pieces of a file, and so on.
    /// </summary>
    public void FailNext(string call, FakeFault fault) => _faults.Order(call, fault);

    /// <summary>YouTube has made a day's subtitles report of a channel; nothing where nobody asked for reports of it.</summary>
    /// <param name="lines">From <c>video_id</c> on, as the report has its columns.</param>
    public void MakeReport(string channelId, DateOnly day, params string[] lines) => _reports.Make(channelId, day, lines);

    /// <summary>Spends units as another program of the project does.</summary>
    public bool Spend(string project, int units) => _quota.TrySpend(project, units);

    /// <summary>The owner of a channel takes the consent back.</summary>
    public void Revoke(string channelId) => _accounts.RevokeChannel(channelId);

    public void ExpireAccessTokens() => _accounts.ExpireAccess();

    public void ExpireUploads() => _uploads.ExpireAll();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
