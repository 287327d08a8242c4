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

    /// <summary>What was said, without translations, and without what is deleted.</summary>
    public static IQueryable<FinalRow> Said(CaptionDbContext db, string sessionId, CaptionVersion version = CaptionVersion.Live) =>
        All(db, sessionId, version).Where(f => !f.Deleted);

    /// <summary>What was said, and what is left of what is deleted.</summary>
    public static IQueryable<FinalRow> All(CaptionDbContext db, string sessionId, CaptionVersion version = CaptionVersion.Live) =>
        Any(db, sessionId).Where(f => f.Version == version);

    /// <summary>Of all versions: a cue's id says of which it is.</summary>
    public static IQueryable<FinalRow> Any(CaptionDbContext db, string sessionId) =>
        db.Finals.Where(f => f.SessionId == sessionId && f.Language == FinalRow.AsSaid);

    /// <summary>What somebody who has all up to a seq has to be told.</summary>
    public static IQueryable<FinalRow> Behind(
        CaptionDbContext db, string sessionId, long after, CaptionVersion version, IReadOnlyCollection<string>? languages) =>
        In(db, sessionId, version, languages).Where(f => f.Seq > after && (after > 0 || !f.Deleted));
}
