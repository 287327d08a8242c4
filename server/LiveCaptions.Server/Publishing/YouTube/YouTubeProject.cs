using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Publishing.YouTube;

/// <summary>A Google project: whose sign-in channels use, and whose quota is spent.</summary>
public class YouTubeProject
{
    /// <summary>OAuth client id of the project; empty: nothing goes to YouTube by it.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>OAuth client secret of the project. A secret: by the environment or the configuration, never by the command line.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>Units a day that Google gives the project.</summary>
    [Range(0, 100_000_000)]
    public int DailyQuota { get; set; } = 10_000;

    /// <summary>Whose quota it is: client ids begin with the number of their project.</summary>
    public string Project => ClientId.Split('-')[0] is { Length: > 0 } number ? number : ClientId;

    public bool IsSetUp => ClientId.Length > 0 && ClientSecret.Length > 0;
}
