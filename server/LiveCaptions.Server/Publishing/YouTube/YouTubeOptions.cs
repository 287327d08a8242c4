using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Publishing.YouTube;

/// <summary>The Google project that captions go to YouTube by.</summary>
public sealed class YouTubeOptions
{
    /// <summary>OAuth client id of the project; empty: nothing goes to YouTube.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>OAuth client secret of the project. A secret: by the environment or the configuration, never by the command line.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>Units a day that Google gives the project.</summary>
    [Range(0, 100_000_000)]
    public int DailyQuota { get; set; } = 10_000;

    /// <summary>Uploads that run at once.</summary>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 4;

    /// <summary>Times that an upload is begun before it is failed.</summary>
    [Range(1, 1_000)]
    public int MaxAttempts { get; set; } = 20;

    /// <summary>Longest wait behind the first failure in seconds; twice as long behind each further one, up to an hour.</summary>
    [Range(0.001, 3_600)]
    public double RetrySeconds { get; set; } = 60;

    /// <summary>
    /// Where the browser comes back to after signing in by the page, as it is registered with the project; empty:
    /// this server as the browser named it.
    /// </summary>
    public string RedirectAddress { get; set; } = "";

    /// <summary>Another server in the place of Google's: sign-in and API, such as a fake. Empty: Google.</summary>
    public string Address { get; set; } = "";

    /// <summary>Whose quota it is: client ids begin with the number of their project.</summary>
    public string Project => ClientId.Split('-')[0] is { Length: > 0 } number ? number : ClientId;

    public bool IsSetUp => ClientId.Length > 0 && ClientSecret.Length > 0;

    internal Uri Api => At("https://youtube.googleapis.com/", "");

    internal Uri Consent => At("https://accounts.google.com/", "o/oauth2/v2/auth");

    internal Uri Token => At("https://oauth2.googleapis.com/", "token");

    internal Uri Revocation => At("https://oauth2.googleapis.com/", "revoke");

    private Uri At(string google, string path) => new(new Uri(Address.Length > 0 ? Address : google), path);
}
