using System.Globalization;
using LiveCaptions.Bench;

namespace LiveCaptions.Benchmarks.Screen;

/// <summary>What <see cref="ScreenBench"/> found.</summary>
internal sealed record ScreenFigures : IBenchFigures
{
    /// <summary>Seconds from a message of the hub in the page to behind the frame that shows it.</summary>
    public required Distribution? MessageToFrame { get; init; }

    /// <summary>By how much lines that were shown moved (cumulative layout shift).</summary>
    public required double LayoutShift { get; init; }

    public required string Browser { get; init; }

    public IEnumerable<FigureRow> ToRows() =>
    [
        new FigureRow(
            "message to frame",
            MessageToFrame is not { } times
                ? "-"
                : string.Create(
                    CultureInfo.InvariantCulture, $"p50 {times.P50 * 1000:F1}  p95 {times.P95 * 1000:F1}  max {times.Max * 1000:F1} ms"),
            "from the hub's message in the page to behind the frame that shows it"),
        FigureRow.Number("layout shift", LayoutShift, "", "of what was shown before"),
    ];
}
