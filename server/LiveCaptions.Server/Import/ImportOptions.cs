using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Import;

/// <summary>What may be imported, and how much at once.</summary>
public sealed class ImportOptions
{
    /// <summary>Largest file that is taken, uploaded or fetched, in megabytes.</summary>
    [Range(1, 1_000_000)]
    public int MaxMegabytes { get; set; } = 8_192;

    /// <summary>Longest time that fetching one address may take, in minutes.</summary>
    [Range(0.01, 70_000)]
    public double MaxFetchMinutes { get; set; } = 720;

    /// <summary>Imports that run at once; 0 means one per core.</summary>
    [Range(0, 1_024)]
    public int Concurrency { get; set; }

    /// <summary>Imports that may wait for their turn; further ones are refused.</summary>
    [Range(1, 100_000)]
    public int MaxWaiting { get; set; } = 100;

    /// <summary>Whether addresses of this machine and of private networks may be fetched.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Seconds that a live stream which is pulled may send nothing before it is called again.</summary>
    [Range(0.5, 600)]
    public double LiveStallSeconds { get; set; } = 30;

    /// <summary>The program that fetches from pages: a name on the PATH, or where it is.</summary>
    [Required]
    public string YtDlp { get; set; } = "yt-dlp";

    public long MaxBytes => MaxMegabytes * 1024L * 1024;
}
