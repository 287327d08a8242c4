using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;
using LiveCaptions.Captions.Speakers;

namespace LiveCaptions.Server.Sessions.Editing;

/// <summary>What the finals of a step are to be again when it is taken back, or done again.</summary>
/// <param name="KeepsSpeaker">It has nothing to do with who speaks: that may be put right by the voices meanwhile, and stays.</param>
internal sealed record EditImages(bool KeepsSpeaker, IReadOnlyList<EditImage> Cues)
{
    /// <summary>
    /// What finals were before they were changed. Names of speakers are not kept: who is renamed has the former name nowhere.
    /// </summary>
    public static EditImages Of(bool keepsSpeaker, IEnumerable<EditedFinal> finals) => new(keepsSpeaker, [.. finals.Select(final =>
        new EditImage(final.After.Id, final.Before is { Deleted: false } before
            ? before with { SessionId = "", Speaker = before.Speaker is { } speaker ? speaker with { Label = "" } : null }
            : null))]);

    public static EditImages FromJson(string json) => JsonSerializer.Deserialize<EditImages>(json, CaptionJson.Options)!;

    public string ToJson() => JsonSerializer.Serialize(this, CaptionJson.Options);

    /// <param name="now">The finals as they are.</param>
    public List<EditedFinal> Restore(IReadOnlyDictionary<string, Cue> now, SpeakerRoster roster) => [.. Cues
        .Where(image => now.ContainsKey(image.Id))
        .Select(image => new EditedFinal(now[image.Id], Restore(image, now[image.Id], roster)))];

    private Cue Restore(EditImage image, Cue now, SpeakerRoster roster)
    {
        if (image.Cue is not { } then)
        {
            // Nobody deleted it: it was made by what is taken back.
            return CueDeletion.Of(now) with { Edited = false };
        }

        var speaker = KeepsSpeaker && !now.Deleted ? now.Speaker : then.Speaker;
        return then with
        {
            SessionId = now.SessionId,
            Speaker = speaker is null ? null : speaker with { Label = roster.Find(speaker.Id)?.Label ?? speaker.Id }
        };
    }
}
