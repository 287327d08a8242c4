using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Captions.Editing;

/// <summary>What is left of a final that a person deleted: enough for viewers to remove it, and none of its words.</summary>
public static class CueDeletion
{
    public static Cue Of(Cue cue) =>
        cue with
        {
            Text = "",
            Words = null,
            Emotion = null,
            Latency = null,
            Edited = true,
            Touched = null,
            Stale = false,
            Basis = null,
            Deleted = true
        };
}
