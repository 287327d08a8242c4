using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions.Editing;

/// <summary>Finals that people make, and nobody said.</summary>
/// <param name="nextId">An id for a new cue of what was live.</param>
internal sealed class NewCues(SessionRecord record, FinalStore finals, Func<string> nextId, TimeProvider time)
{
    /// <summary>Gives ids to new cues of a transcript.</summary>
    public async Task<Func<string>> IdsAsync(CaptionVersion version)
    {
        if (version == CaptionVersion.Live)
        {
            return nextId;
        }

        var last = (await finals.ListIdsAsync(record.Id, version)).Select(CueIds.NumberOf).DefaultIfEmpty(0).Max();
        return () => CueIds.OfPublishing(++last);
    }

    public Cue Make(
        Func<string> ids, string text, double start, double end,
        IReadOnlyList<CueWord>? words, CueSpeaker? speaker, string? language) => CueTouch.Mark(
            new Cue
            {
                SessionId = record.Id,
                Seq = 0,
                Id = ids(),
                Revision = 0,
                Kind = CueKind.Final,
                Start = Math.Round(start, 3),
                End = Math.Round(end, 3),
                Text = text,
                Words = words,
                Speaker = speaker,
                Language = language,
                CreatedAt = time.GetUtcNow(),
            },
            speaker is null ? [CueTouch.Text, CueTouch.Times] : [CueTouch.Text, CueTouch.Times, CueTouch.Speaker]);
}
