using LiveCaptions.Captions.Editing;
using LiveCaptions.Captions.Reading;

namespace LiveCaptions.Server.Sessions.Editing;

/// <summary>What a caption file may be that is to become a session's: looked at before anything else is done with it.</summary>
internal static class CaptionFileRules
{
    private const int MaxAtOnce = 50;

    /// <exception cref="EditRefusedException">A cue has more text than a final may have, or nobody could read
    /// what is shown at once.</exception>
    public static void Require(CaptionFile file)
    {
        var ends = new PriorityQueue<FileCue, long>();
        foreach (var cue in file.Cues)
        {
            if (FileMerge.TextOf(cue).Length > CueRules.MaxText)
            {
                throw new EditRefusedException(400, "text_invalid", FormattableString.Invariant(
                    $"The cue at {cue.Start / 1000.0:0.###} s has more than {CueRules.MaxText} characters."));
            }

            while (ends.TryPeek(out _, out var end) && end <= cue.Start)
            {
                ends.Dequeue();
            }

            ends.Enqueue(cue, cue.End);
            if (ends.Count > MaxAtOnce)
            {
                throw new EditRefusedException(
                    400, "captions_invalid", FormattableString.Invariant(
                        $"More than {MaxAtOnce} cues are shown at once at {cue.Start / 1000.0:0.###} s; correct their times."));
            }
        }
    }
}
