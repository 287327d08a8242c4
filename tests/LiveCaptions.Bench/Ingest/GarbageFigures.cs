using System.Globalization;

namespace LiveCaptions.Bench.Ingest;

/// <summary>What <see cref="GarbageCost"/> found.</summary>
public sealed record GarbageFigures : IBenchFigures
{
    public required IReadOnlyList<GarbageKindFigures> Kinds { get; init; }

    public IEnumerable<FigureRow> ToRows() => Kinds.Select(kind => FigureRow.Number(
        $"garbage: {kind.Kind}",
        kind.Microseconds,
        "µs",
        string.Create(CultureInfo.InvariantCulture, $"of processor time a datagram; {kind.WithSocketMicroseconds:0.##} µs with socket and "
            + $"kernel ({kind.KernelDrops} of {kind.Datagrams} dropped there)")));
}
