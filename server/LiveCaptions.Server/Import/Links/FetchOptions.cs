using LiveCaptions.Server.Outgoing;

namespace LiveCaptions.Server.Import.Links;

/// <summary>How addresses are fetched.</summary>
public sealed record FetchOptions
{
    /// <summary>Whether addresses of this machine and of private networks may be fetched.</summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>Where it may connect to; null goes by <see cref="AllowPrivateAddresses"/>.</summary>
    public AddressPolicy? Policy { get; init; }

    /// <summary>Largest file in bytes.</summary>
    public long MaxBytes { get; init; } = long.MaxValue;

    /// <summary>The program for pages.</summary>
    public string YtDlp { get; init; } = "yt-dlp";
}
