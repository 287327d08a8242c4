using System.Text.Json.Serialization;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Retention;

/// <summary>How long what a session leaves is kept, in days from its end; null keeps it until somebody deletes it.</summary>
/// <param name="RecordingDays">The sound.</param>
/// <param name="VoiceDays">The vectors that tell voices apart.</param>
/// <param name="SessionDays">All of it.</param>
public sealed record RetentionView(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? RecordingDays,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? VoiceDays,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? SessionDays)
{
    public static RetentionView From(RetentionOptions options) => new(options.RecordingDays, options.VoiceDays, options.SessionDays);
}
