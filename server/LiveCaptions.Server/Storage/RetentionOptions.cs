using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Storage;

/// <summary>How long what a session leaves is kept, in days from its end; null keeps it until somebody deletes it.</summary>
public sealed class RetentionOptions
{
    /// <summary>The sound. Captions stay.</summary>
    [Range(0.001, 36_500)]
    public double? RecordingDays { get; set; }

    /// <summary>The vectors that tell voices apart. Speakers and their names stay.</summary>
    [Range(0.001, 36_500)]
    public double? VoiceDays { get; set; }

    /// <summary>The session with all that is left of it.</summary>
    [Range(0.001, 36_500)]
    public double? SessionDays { get; set; }

    /// <summary>Jobs that are over: what was done, and what was not and why; and uploads that are done.</summary>
    [Range(0.001, 36_500)]
    public double JobDays { get; set; } = 30;

    /// <summary>When the sound of a session that ended then is deleted.</summary>
    public DateTimeOffset? RecordingExpiry(DateTimeOffset? end) => After(end, Fewer(RecordingDays, SessionDays));

    /// <summary>When the vectors of its voices are deleted.</summary>
    public DateTimeOffset? VoiceExpiry(DateTimeOffset? end) => After(end, Fewer(VoiceDays, SessionDays));

    /// <summary>When all of it is deleted.</summary>
    public DateTimeOffset? SessionExpiry(DateTimeOffset? end) => After(end, SessionDays);

    private static DateTimeOffset? After(DateTimeOffset? end, double? days) => days is { } count ? end?.AddDays(count) : null;

    private static double? Fewer(double? days, double? others) => days is null || others < days ? others : days;
}
