namespace LiveCaptions.FakeYouTube;

/// <summary>How the fake behaves; may be changed while it runs.</summary>
public sealed class FakeOptions
{
    /// <summary>The numbers before the dash are the Google project, as in a true client id.</summary>
    public string ClientId { get; set; } = "700000000001-livecaptions.apps.googleusercontent.com";

    public string ClientSecret { get; set; } = "fake-client-secret";

    /// <summary>Further clients, each with its secret.</summary>
    public IDictionary<string, string> MoreClients { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Types of reports that jobs are made for.</summary>
    public IReadOnlyList<string> ReportTypes { get; set; } = ["channel_subtitles_a3"];

    /// <summary>Devices get what they ask for; else, as Google has it, little of YouTube, and nothing that captions need.</summary>
    public bool GivesDevicesEveryScope { get; set; }

    /// <summary>Units a day of each project.</summary>
    public int DailyQuota { get; set; } = 10_000;

    /// <summary>Share of the requests, from 0 to 1, that a fault happens to. Faults are drawn evenly.</summary>
    public double FaultRate { get; set; }

    /// <summary>Begins the row of faults: the same requests in the same order have the same ones.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>How long every answer takes, by the system's clock.</summary>
    public TimeSpan Slowness { get; set; }

    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a begun upload can be gone on with.</summary>
    public TimeSpan UploadLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Whether a video that nobody added belongs to whoever asks for it: to try the server out.</summary>
    public bool KnowsEveryVideo { get; set; }

    internal static IReadOnlyList<string> DeviceScopes { get; } =
        ["https://www.googleapis.com/auth/youtube", "https://www.googleapis.com/auth/youtube.readonly"];

    internal bool HasClient(string id) => id == ClientId || MoreClients.ContainsKey(id);

    internal bool HasClient(string id, string secret) => id == ClientId ? secret == ClientSecret
        : MoreClients.TryGetValue(id, out var known) && secret == known;
}
