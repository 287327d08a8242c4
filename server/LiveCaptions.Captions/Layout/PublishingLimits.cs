namespace LiveCaptions.Captions.Layout;

/// <summary><see cref="PublishingOptions"/> in whole milliseconds, for one document.</summary>
internal sealed class PublishingLimits(PublishingOptions options, long mediaEnd)
{
    /// <summary>No cue ends later unless the text takes longer to read than the media lasts.</summary>
    public long MediaEnd { get; } = mediaEnd;

    public int LineWidth { get; } = options.LineWidth;

    public long MinDuration { get; } = Milliseconds(options.MinDuration);

    public long MaxDuration { get; } = Milliseconds(options.MaxDuration);

    public long MinGap { get; } = Milliseconds(options.MinGap);

    public long CloseGapsBelow { get; } = Milliseconds(options.CloseGapsBelow);

    public long Linger { get; } = Milliseconds(options.Linger);

    public long StartTolerance { get; } = Milliseconds(options.StartTolerance);

    public long MaxShift { get; } = Milliseconds(options.MaxShift);

    /// <summary>Shortest time for so many columns at the target reading speed.</summary>
    public long Comfortable(int columns) => Math.Max(MinDuration, (long)Math.Ceiling(columns * 1000 / options.TargetReadingSpeed));

    /// <summary>Shortest time for so many columns that can be read.</summary>
    public long Least(int columns) => Math.Max(MinDuration, (long)Math.Ceiling(columns * 1000 / options.MaxReadingSpeed));

    private static long Milliseconds(double seconds) => (long)Math.Round(seconds * 1000);
}
