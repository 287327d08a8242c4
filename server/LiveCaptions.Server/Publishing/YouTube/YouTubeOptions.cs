using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Publishing.YouTube;

/// <summary>The Google project that captions go to YouTube by, and further ones.</summary>
public sealed class YouTubeOptions : YouTubeProject
{
    /// <summary>Further projects by a name of one's own, such as one of each customer: channels are connected by one of them.</summary>
    public Dictionary<string, YouTubeProject> Clients { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Uploads that run at once.</summary>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 4;

    /// <summary>Times that an upload is begun before it is failed.</summary>
    [Range(1, 1_000)]
    public int MaxAttempts { get; set; } = 20;

    /// <summary>Longest wait behind the first failure in seconds; twice as long behind each further one, up to an hour.</summary>
    [Range(0.001, 3_600)]
    public double RetrySeconds { get; set; } = 60;

    /// <summary>Whether sign-in asks for reports too, and views by subtitle language are fetched.</summary>
    public bool Reports { get; set; } = true;

    /// <summary>Days that views by subtitle language are kept.</summary>
    [Range(1, 4_000)]
    public int ReportDays { get; set; } = 400;

    /// <summary>
    /// Where the browser comes back to after signing in by the page, as it is registered with the project; empty:
    /// this server as the browser named it.
    /// </summary>
    public string RedirectAddress { get; set; } = "";

    /// <summary>Another server in the place of Google's: sign-in and API, such as a fake. Empty: Google.</summary>
    public string Address { get; set; } = "";

    /// <summary>Whether channels can be connected by any project.</summary>
    internal bool IsAnySetUp => IsSetUp || Clients.Values.Any(client => client.IsSetUp);

    internal Uri Api => At("https://youtube.googleapis.com/", "");

    internal Uri Reporting => At("https://youtubereporting.googleapis.com/", "");

    internal Uri Consent => At("https://accounts.google.com/", "o/oauth2/v2/auth");

    internal Uri Token => At("https://oauth2.googleapis.com/", "token");

    internal Uri DeviceCode => At("https://oauth2.googleapis.com/", "device/code");

    internal Uri Revocation => At("https://oauth2.googleapis.com/", "revoke");

    /// <summary>The project whose number this is; null where none is set up.</summary>
    internal YouTubeProject? Find(string project) =>
        Clients.Values.Prepend(this).FirstOrDefault(client => client.IsSetUp && client.Project == project);

    /// <param name="client">As <see cref="Clients"/> names it; null is the first.</param>
    /// <exception cref="NotSetUpException">There is none of that name.</exception>
    internal YouTubeProject Named(string? client) => client is null ? (IsSetUp ? this : throw new NotSetUpException())
        : Clients.TryGetValue(client, out var named) && named.IsSetUp ? named
        : throw new NotSetUpException(client);

    private Uri At(string google, string path) => new(new Uri(Address.Length > 0 ? Address : google), path);
}
