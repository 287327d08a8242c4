using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;
using LiveCaptions.Captions.Reading;
using LiveCaptions.Captions.Speakers;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions.Editing;

/// <summary>A caption file in the place of a session's finals, or of those that it covers. Called in the writer's turn.</summary>
/// <param name="now">Seconds that the session is long, while it is live; null at rest.</param>
internal sealed class CaptionFileEdit(
    SessionRecord record, SpeakerRoster roster, FinalStore finals, EditSteps steps, NewCues made, Func<double>? now)
{
    public async Task<CaptionsResult> TakeAsync(CaptionFile file, bool replacesAll, string by)
    {
        if (file.Cues.Count > 0)
        {
            CueRules.RequireSaid(file.Cues[^1].Start / 1000.0, now?.Invoke());
        }

        var before = await finals.ReadAsync(record.Id, version: record.Published);
        var ids = await made.IdsAsync(record.Published);
        var plan = FileMerge.Plan(before, file, replacesAll);
        var speakers = new NamedSpeakers(roster);
        var language = file.Language ?? record.Language ?? before.FirstOrDefault()?.Language;
        var changes = plan.Select(change => new EditedFinal(change.Before, ToFinal(change, ids, speakers, language))).ToList();
        await steps.StoreAsync(EditKind.Captions, by, changes, speakers: speakers.New);
        var (added, deleted) = (plan.Count(change => change.Before is null), plan.Count(change => change.New is null));
        return new CaptionsResult(plan.Count - added - deleted, added, deleted, before.Count - plan.Count + added, file.Faults);
    }

    private Cue ToFinal(FileMergeChange change, Func<string> ids, NamedSpeakers speakers, string? language)
    {
        if (change.New is not { } file)
        {
            return CueDeletion.Of(change.Before!);
        }

        var speaker = file.Speaker is { } name ? speakers.Of(name, change.Before?.Speaker) : null;
        if (change.Before is not { } before)
        {
            return made.Make(ids, file.Text, file.Start, file.End, file.Words, speaker, language);
        }

        var after = before with { Text = file.Text, Start = file.Start, End = file.End, Words = file.Words, Speaker = speaker };
        after = after.Text == before.Text ? after : CueTouch.Mark(after, CueTouch.Text);
        after = after.Start == before.Start && after.End == before.End ? after : CueTouch.Mark(after, CueTouch.Times);
        return after.Speaker?.Id == before.Speaker?.Id ? after : CueTouch.Mark(after, CueTouch.Speaker);
    }
}
