using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Server.Asking;

/// <summary>A cue that an answer rests on, as it is in the transcript.</summary>
/// <param name="Start">Seconds.</param>
/// <param name="End">Seconds.</param>
public sealed record CitedCue(string Id, double Start, double End, string Text)
{
    public static CitedCue Of(Cue cue) => new(cue.Id, cue.Start, cue.End, cue.Text);
}
