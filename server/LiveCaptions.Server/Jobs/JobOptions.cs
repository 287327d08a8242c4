using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Jobs;

/// <summary>How work that survives a server is shared out.</summary>
public sealed class JobOptions
{
    /// <summary>
    /// What this server is called among those that share a database; no two may have one name. Empty means the machine's name.
    /// </summary>
    [MaxLength(200)]
    public string ServerName { get; set; } = "";

    /// <summary>Seconds from which on another server may take a job of one that has gone silent.</summary>
    [Range(1, 86_400)]
    public double LeaseSeconds { get; set; } = 60;

    public string Server => ServerName is { Length: > 0 } name ? name : Environment.MachineName;

    public TimeSpan Lease => TimeSpan.FromSeconds(LeaseSeconds);
}
