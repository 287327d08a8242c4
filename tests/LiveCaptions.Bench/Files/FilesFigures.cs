namespace LiveCaptions.Bench.Files;

/// <summary>
/// What <c>bench files</c> found. Times include starting the program and loading the models; memory is the resident set of
/// <c>transcribe</c> in MiB, without ffmpeg's.
/// </summary>
public sealed record FilesFigures : IBenchFigures
{
    private const int Minute = 60;

    public required double Hours { get; init; }

    /// <summary>Of the undisturbed run.</summary>
    public required double Seconds { get; init; }

    /// <summary>Audio seconds per second.</summary>
    public required double Speed { get; init; }

    /// <summary>From the first final on.</summary>
    public required IReadOnlyList<double> PeakPerMinute { get; init; }

    /// <summary>By how much the peak of the run's last third is above that of its first; null where the run was too short.</summary>
    public required double? Growth { get; init; }

    public required int Cues { get; init; }

    /// <summary>False where the second run was over before it could be killed: the file is too short.</summary>
    public required bool WasKilled { get; init; }

    /// <summary>End of the last final then, in seconds.</summary>
    public required double KilledAt { get; init; }

    public required double SecondsUntilKilled { get; init; }

    /// <summary>From the restart to the end.</summary>
    public required double SecondsResumed { get; init; }

    /// <summary>The output of the run that was killed and started again is that of the undisturbed one, letter for letter.</summary>
    public required bool IsSame { get; init; }

    public IEnumerable<FigureRow> ToRows()
    {
        yield return FigureRow.Number("speed", Speed, "×", $"real time, {Hours:0.##} hours in {Seconds:0} s, {Cues} cues");
        yield return FigureRow.Number("memory", PeakPerMinute.DefaultIfEmpty().Max(), "MiB", "at most");
        if (Growth is { } growth)
        {
            yield return FigureRow.Percent("growth", growth, "peak of the last third above that of the first");
        }

        yield return WasKilled
            ? new FigureRow(
                "killed and resumed", IsSame ? "same" : "DIFFERS",
                $"killed at {KilledAt:0} s of audio after {SecondsUntilKilled:0} s; the rest took {SecondsResumed:0} s")
            : new FigureRow("killed and resumed", "not killed", "the file is too short: --hours");
    }

    /// <param name="resident">Once a second.</param>
    internal static List<double> PeaksOf(IReadOnlyList<double> resident) => [.. resident.Chunk(Minute).Select(minute => minute.Max())];

    /// <param name="resident">Once a second.</param>
    internal static double? GrowthOf(IReadOnlyList<double> resident)
    {
        var third = resident.Count / 3;
        return third == 0 ? null : Math.Round((resident.Skip(resident.Count - third).Max() / resident.Take(third).Max()) - 1, 4);
    }
}
