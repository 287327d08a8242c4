namespace LiveCaptions.Bench.Abuse;

/// <summary>What became of a stream that had floods beside it. Times in seconds, from a cue's last word to its arrival as final.</summary>
/// <param name="Words">That it said undisturbed.</param>
/// <param name="WordsUnlikeQuiet">Of them, that it said otherwise beside the floods; all, where it broke.</param>
/// <param name="Fault">Why it broke; null where it did not.</param>
public sealed record AbusedStream(int Words, int WordsUnlikeQuiet, Distribution? FinalQuiet, Distribution? FinalFlooded, string? Fault)
{
    internal static AbusedStream Of((LiveFigures? Figures, string? Fault) quiet, (LiveFigures? Figures, string? Fault) flooded)
    {
        var words = quiet.Figures?.Words ?? [];
        return new AbusedStream(
            words.Count,
            WordErrorRate.Between(words, flooded.Figures?.Words ?? []).Errors,
            Distribution.Of(quiet.Figures?.Final ?? []),
            Distribution.Of(flooded.Figures?.Final ?? []),
            quiet.Fault ?? flooded.Fault);
    }
}
