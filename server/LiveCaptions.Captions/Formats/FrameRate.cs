namespace LiveCaptions.Captions.Formats;

/// <summary>Frames per second.</summary>
/// <param name="Name">Such as 25 or 29.97.</param>
/// <param name="Nominal">Frames that a second of a time code has.</param>
/// <param name="IsNtsc">Whether a frame takes 1001/1000 of what the nominal rate says.</param>
public sealed record FrameRate(string Name, int Nominal, bool IsNtsc)
{
    private static readonly FrameRate[] All =
    [
        new("23.976", 24, true), new("24", 24, false), new("25", 25, false), new("29.97", 30, true),
        new("30", 30, false), new("50", 50, false), new("59.94", 60, true), new("60", 60, false),
    ];

    /// <summary>All there are.</summary>
    public static string Names { get; } = string.Join(", ", All.Select(rate => rate.Name));

    /// <returns>Null when there is none of this name.</returns>
    public static FrameRate? Find(string name) => All.FirstOrDefault(rate => rate.Name == name);

    /// <summary>The frame that begins closest to a time.</summary>
    public long FrameAt(long milliseconds)
    {
        var (frames, per) = IsNtsc ? (Nominal * 1000L, 1_001_000L) : (Nominal, 1000L);
        return ((milliseconds * frames) + (per / 2)) / per;
    }
}
