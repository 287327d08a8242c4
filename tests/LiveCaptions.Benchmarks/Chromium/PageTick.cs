namespace LiveCaptions.Benchmarks.Chromium;

/// <summary>How an audio context's clock stood to the system's.</summary>
internal sealed record PageTick
{
    /// <summary>Seconds of the context.</summary>
    public double At { get; init; }

    /// <summary>When the context would have been at 0 by the pace of the second before, in milliseconds since 1970.</summary>
    public double Zero { get; init; }
}
