using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Server.Storage;

/// <summary>Cues as rows, and back.</summary>
internal static class FinalRows
{
    public static Cue FromJson(string json) => JsonSerializer.Deserialize<Cue>(json, CaptionJson.Options)!;

    public static string ToJson(Cue cue) => JsonSerializer.Serialize(cue, CaptionJson.Options);

    /// <summary>A final with what of it a person should look at.</summary>
    public static FinalRow ToRow(Cue cue, DoubtfulPlaces? review)
    {
        var row = ToRow(cue);
        row.Review = review?.ToJson();
        return row;
    }

    /// <summary>A translation has its row beside that of what was said.</summary>
    public static FinalRow ToRow(Cue cue) => new()
    {
        SessionId = cue.SessionId,
        CueId = cue.Of ?? cue.Id,
        Language = cue.Of is null ? FinalRow.AsSaid : cue.Language!,
        Version = VersionOf(cue),
        Seq = cue.Seq,
        Start = cue.Start,
        End = cue.End,
        Deleted = cue.Deleted,
        Json = ToJson(cue),
    };

    public static CaptionVersion VersionOf(Cue cue) => CueIds.IsOfPublishing(cue.Id) ? CaptionVersion.Publishing : CaptionVersion.Live;

    /// <summary>Finals of a version in some languages, deleted ones too.</summary>
    /// <param name="languages">Tags of translations, and <see cref="FinalRow.AsSaid"/>; null is that alone.</param>
    public static IQueryable<FinalRow> In(
        CaptionDbContext db, string sessionId, CaptionVersion version, IReadOnlyCollection<string>? languages)
    {
        var all = db.Finals.Where(f => f.SessionId == sessionId && f.Version == version);
        return languages is null ? all.Where(f => f.Language == FinalRow.AsSaid) : all.Where(f => languages.Contains(f.Language));
    }
}
