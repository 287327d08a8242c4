using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Captions.Editing;

/// <summary>What of a cue a person may put right, and the mark that says so.</summary>
public static class CueTouch
{
    public const string Text = "text";
    public const string Times = "times";
    public const string Speaker = "speaker";

    private static readonly string[] All = [Text, Times, Speaker];

    /// <summary>Whether a person put this of a cue right.</summary>
    public static bool Has(Cue cue, string what) => cue.Touched?.Contains(what) == true;

    /// <summary>Whether a person wrote it: who only gave it a speaker or times may not have read it.</summary>
    public static bool IsWritten(Cue cue) => cue.Edited && (cue.Touched is null || Has(cue, Text));

    /// <summary>The cue with the mark that a person put this of it right.</summary>
    public static Cue Mark(Cue cue, params ReadOnlySpan<string> what)
    {
        string[] touched = [.. cue.Touched ?? [], .. what];
        return cue with { Edited = true, Touched = [.. All.Where(touched.Contains)] };
    }
}
