namespace LiveCaptions.Bench;

/// <summary>What <see cref="OverloadBench"/> found. Times in seconds.</summary>
public sealed record OverloadFigures : IBenchFigures
{
    public required int Tried { get; init; }

    /// <summary>With 503.</summary>
    public required int Refused { get; init; }

    public required int Accepted { get; init; }

    /// <summary>What the server takes at once.</summary>
    public required int Limit { get; init; }

    public required double AudioSecondsPerStream { get; init; }

    /// <summary>Accepted streams whose finals say word for word what they say without load.</summary>
    public required int SameAsUnloaded { get; init; }

    /// <summary>Words of accepted streams that an unloaded run says otherwise.</summary>
    public required int WordsUnlikeUnloaded { get; init; }

    public required int FinalWords { get; init; }

    public required Distribution? StableWord { get; init; }

    public required double LagMax { get; init; }

    /// <summary>From the last audio of all streams to a lag below <see cref="OverloadBench.RecoveredLag"/>.</summary>
    public required double RecoverySeconds { get; init; }

    public IEnumerable<FigureRow> ToRows() =>
    [
        FigureRow.Number("streams tried", Tried, "", $"{AudioSecondsPerStream:F0} s each; the server's limit is {Limit}"),
        FigureRow.Number("refused", Refused, "", "with 503"),
        FigureRow.Number(
            "same finals", SameAsUnloaded, $"of {Accepted}",
            $"streams; {WordsUnlikeUnloaded} of {FinalWords} words are not those of an unloaded run"),
        FigureRow.Seconds("stable word", StableWord, "from a word's end to when it was shown and not changed any more"),
        FigureRow.Number("lag", LagMax, "s", "at most"),
        FigureRow.Number("recovery", RecoverySeconds, "s", $"from the end of all audio to a lag below {OverloadBench.RecoveredLag} s"),
    ];
}
