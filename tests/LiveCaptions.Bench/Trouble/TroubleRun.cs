using System.Globalization;

namespace LiveCaptions.Bench.Trouble;

/// <summary>One session with one trouble in the midst of it, against the same audio without trouble.</summary>
public sealed record TroubleRun
{
    public required string Trouble { get; init; }

    /// <summary>Seconds that it lasted.</summary>
    public required double TroubleSeconds { get; init; }

    /// <summary>Seconds of speech.</summary>
    public required double AudioSeconds { get; init; }

    /// <summary>Words without trouble.</summary>
    public required int WordsExpected { get; init; }

    public required int WordsGot { get; init; }

    /// <summary>Words that are there without trouble and not with it.</summary>
    public required int WordsLost { get; init; }

    /// <summary>Words that are there with trouble and not without it: doubled ones, too.</summary>
    public required int WordsTooMany { get; init; }

    /// <summary>Words that are another.</summary>
    public required int WordsOther { get; init; }

    /// <summary>Errors against what is really said.</summary>
    public required WordErrorRate Wer { get; init; }

    /// <summary>The same without trouble.</summary>
    public required WordErrorRate WerUntroubled { get; init; }

    /// <summary>Whether a viewer who was there all the time has the finals that are stored.</summary>
    public required bool ViewerHasWhatIsStored { get; init; }

    /// <summary>Seconds from the trouble's beginning until the session's message told of it; null where it was not told.</summary>
    public required double? ToldAfter { get; init; }

    /// <summary>Whether <c>/health/ready</c> said 503 meanwhile.</summary>
    public required bool WasNotReady { get; init; }

    /// <summary>Seconds from the trouble's end until nothing was told any more.</summary>
    public required double? WellAfter { get; init; }

    /// <summary>Seconds of the longest time without any caption between the trouble's beginning and its end.</summary>
    public required double LongestSilence { get; init; }

    /// <summary>The session's state at its end.</summary>
    public required string State { get; init; }

    /// <summary>Seconds.</summary>
    public required double LostAudio { get; init; }

    /// <summary>Seconds of audio that the session has.</summary>
    public required double Recorded { get; init; }

    public IEnumerable<FigureRow> ToRows()
    {
        var audio = $"of {AudioSeconds:0} s of speech; the session is {State}, {Recorded:0.###} s recorded, {LostAudio:0.###} s lost";
        var words = $"{WordsExpected} without trouble: {WordsLost} lost, {WordsTooMany} too many, {WordsOther} other";
        yield return FigureRow.Number(Trouble, TroubleSeconds, "s", audio);
        yield return FigureRow.Number("  words", WordsGot, "", words);
        yield return FigureRow.Errors("  word errors", Wer);
        yield return FigureRow.Errors("  the same without trouble", WerUntroubled);
        yield return new FigureRow("  told after", Seconds(ToldAfter), $"/health/ready said {(WasNotReady ? "503" : "nothing")}");
        yield return new FigureRow(
            "  well after", Seconds(WellAfter), $"the viewer has {(ViewerHasWhatIsStored ? "" : "not ")}what is stored");
        yield return FigureRow.Number("  longest time without a caption", LongestSilence, "s");
    }

    private static string Seconds(double? seconds) =>
        seconds is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:0.0} s") : "-";
}
