namespace LiveCaptions.Bench.Uploads;

/// <summary>What came of many uploads while the server was killed again and again.</summary>
/// <param name="Uploads">That were in the queue.</param>
/// <param name="Done">Of them, at the end.</param>
/// <param name="Kills">SIGKILLs of a server that had work left.</param>
/// <param name="Tracks">There at the end.</param>
/// <param name="DifferentTracks">By video, language and name.</param>
/// <param name="WrongContent">Tracks whose content is not the file that was to go there.</param>
/// <param name="SecondWrites">Times that a track was written again.</param>
/// <param name="UnitsOfYouTube">As the fake counted them.</param>
/// <param name="UnitsOfLedger">With those in doubt.</param>
/// <param name="UnitsInDoubt">Of calls that killed servers left.</param>
/// <param name="Seconds">From the first server's start, with all starts.</param>
/// <param name="Calls">That reached the fake, by name.</param>
public sealed record UploadStormFigures(
    int Uploads, int Done, int Kills, int Tracks, int DifferentTracks, int WrongContent, int SecondWrites, int UnitsOfYouTube,
    int UnitsOfLedger, int UnitsInDoubt, double Seconds, IReadOnlyDictionary<string, int> Calls)
{
    /// <summary>Each there once, as it was to be, and the ledger never below what was spent.</summary>
    public bool IsRight => Done == Uploads && Tracks == Uploads && DifferentTracks == Uploads && WrongContent == 0
        && UnitsOfLedger >= UnitsOfYouTube && UnitsOfLedger - UnitsInDoubt <= UnitsOfYouTube;
}
