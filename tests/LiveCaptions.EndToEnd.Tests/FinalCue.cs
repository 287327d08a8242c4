namespace LiveCaptions.EndToEnd.Tests;

/// <summary>What these tests look at in a cue.</summary>
public sealed record FinalCue(string Id, long Seq, string Kind, double Start, double End, string Text)
{
    /// <summary>The words of several, in order.</summary>
    public static IReadOnlyList<string> WordsOf(IEnumerable<FinalCue> cues) =>
        [.. cues.SelectMany(cue => cue.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}
