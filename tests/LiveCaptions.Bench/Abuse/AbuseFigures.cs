namespace LiveCaptions.Bench.Abuse;

/// <summary>What <see cref="AbuseBench"/> found. Memory is the resident set of the server's process in MiB.</summary>
public sealed record AbuseFigures : IBenchFigures
{
    /// <summary>Once undisturbed, once beside the floods.</summary>
    public required double Minutes { get; init; }

    public required IReadOnlyList<AbusedStream> Streams { get; init; }

    /// <summary>At most, undisturbed.</summary>
    public required double ResidentQuiet { get; init; }

    /// <summary>Just before the floods.</summary>
    public required double ResidentBefore { get; init; }

    /// <summary>At most, beside the floods.</summary>
    public required double ResidentMax { get; init; }

    /// <summary>A while after the floods.</summary>
    public required double ResidentAfter { get; init; }

    /// <summary>What the server said during the floods.</summary>
    public required long LogBytes { get; init; }

    /// <summary>Processor cores that this process took meanwhile: the attacker lives on the same machine.</summary>
    public required double AttackerCores { get; init; }

    /// <summary>By flood: what came of its tries, and how often.</summary>
    public required IReadOnlyDictionary<string, SortedDictionary<string, long>> Floods { get; init; }

    public IEnumerable<FigureRow> ToRows()
    {
        foreach (var (number, stream) in Streams.Index())
        {
            var fault = stream.Fault is null ? "" : $"; it broke: {stream.Fault}";
            yield return FigureRow.Number(
                $"stream {number + 1}", stream.WordsUnlikeQuiet, $"of {stream.Words}",
                $"words are not those of the undisturbed run{fault}");
            yield return FigureRow.Seconds("  final, undisturbed", stream.FinalQuiet, "from a cue's last word to its arrival");
            yield return FigureRow.Seconds("  final, flooded", stream.FinalFlooded, Growth(stream));
        }

        yield return FigureRow.Number(
            "memory", ResidentMax - ResidentQuiet, "MiB",
            $"more at most than undisturbed: {ResidentQuiet:F0} then, {ResidentBefore:F0} before, {ResidentMax:F0} at most, "
            + $"{ResidentAfter:F0} a while after");
        yield return FigureRow.Number("log", LogBytes / 1024.0 / 1024, "MiB", $"in {Minutes:0.##} minutes of floods");
        yield return FigureRow.Number("attacker", AttackerCores, "cores", "taken by the floods themselves on this machine");
        foreach (var (name, answers) in Floods)
        {
            yield return FigureRow.Number(
                name, answers.Values.Sum(), "tries", string.Join(", ", answers.Select(answer => $"{answer.Key}: {answer.Value}")));
        }
    }

    private static string Growth(AbusedStream stream) => stream is { FinalQuiet: { P95: > 0 } quiet, FinalFlooded: { } flooded }
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"p95 {(flooded.P95 / quiet.P95) - 1:+0 %;-0 %}")
        : "";
}
