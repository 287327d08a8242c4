namespace LiveCaptions.Captions.Quality;

/// <summary>How long viewers waited, in seconds.</summary>
/// <param name="Count">Captions that were measured.</param>
public sealed record DelayFigures(int Count, double Mean, double Median, double P95, double Max)
{
    /// <returns>Null where nothing was measured.</returns>
    public static DelayFigures? Of(IReadOnlyList<double> delays) => Distribution.Of(delays) is { } all
        ? new DelayFigures(all.Count, Math.Round(delays.Average(), 3), all.P50, all.P95, all.Max)
        : null;
}
