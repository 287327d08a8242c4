using LiveCaptions.Server.Outgoing;

namespace LiveCaptions.Server.Import.Links;

/// <summary>How addresses are fetched.</summary>
public sealed record FetchOptions
{
    /// <summary>Where it may connect to.</summary>
    public AddressPolicy Policy { get; init; } = new(allowPrivate: false);

    /// <summary>Largest file in bytes.</summary>
    public long MaxBytes { get; init; } = long.MaxValue;

    /// <summary>Longest time that one address may take, with all attempts.</summary>
    public TimeSpan MaxTime { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Bytes that stay free on the disk.</summary>
    public long MinFreeBytes { get; init; }

    /// <summary>The program for pages.</summary>
    public string YtDlp { get; init; } = "yt-dlp";

    internal string TooLarge =>
        $"It is larger than the {MaxBytes >> 20} MB that are taken here (LIVECAPTIONS_Import__MaxMegabytes sets it).";

    internal string TooSlow => $"It takes longer than the {MaxTime.TotalMinutes:0.#} minutes that are granted here "
        + "(LIVECAPTIONS_Import__MaxFetchMinutes sets it).";
}
