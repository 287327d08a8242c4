namespace LiveCaptions.Bench.Failover;

/// <summary>One session whose first engine fails again and again in mid-speech, and whose next one takes over.</summary>
public sealed record FailoverRun
{
    /// <summary>The session's engines, the most wanted first.</summary>
    public required IReadOnlyList<string> Engines { get; init; }

    /// <summary>How often the first one failed.</summary>
    public required int Points { get; init; }

    /// <summary>Seconds of speech.</summary>
    public required double AudioSeconds { get; init; }

    /// <summary>From a failure to the first caption with words that were said behind it, in seconds.</summary>
    public required Distribution? CaptionsAfter { get; init; }

    /// <summary>The same from moments at which nothing failed.</summary>
    public required Distribution? CaptionsUntroubled { get; init; }

    /// <summary>Words against those of the first engine alone, live and without trouble.</summary>
    public required WordErrorRate AgainstFirst { get; init; }

    /// <summary>Errors against what is really said.</summary>
    public required WordErrorRate Wer { get; init; }

    /// <summary>The same of the first engine alone.</summary>
    public required WordErrorRate WerFirst { get; init; }

    /// <summary>The same of the next one alone.</summary>
    public required WordErrorRate WerNext { get; init; }

    /// <summary>The session's state at its end.</summary>
    public required string State { get; init; }

    /// <summary>Seconds of audio that were lost.</summary>
    public required double LostAudio { get; init; }

    public IEnumerable<FigureRow> ToRows()
    {
        yield return FigureRow.Number(
            string.Join(" → ", Engines), Points, "failures",
            $"in {AudioSeconds:0} s of speech; the session is {State}, {LostAudio:0.###} s lost");
        yield return FigureRow.Seconds("  captions go on after", CaptionsAfter, "from a failure to new words");
        yield return FigureRow.Seconds("  the same where nothing fails", CaptionsUntroubled, "from a moment to new words");
        yield return FigureRow.Errors("  words against the first alone", AgainstFirst);
        yield return FigureRow.Errors("  word errors", Wer);
        yield return FigureRow.Errors("  of the first alone", WerFirst);
        yield return FigureRow.Errors("  of the next alone", WerNext);
    }
}
