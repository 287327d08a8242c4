using System.ComponentModel.DataAnnotations;
using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Retention;

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

    /// <summary>The view, with the instants when its parts are deleted.</summary>
    public SessionView Complete(SessionView view) => view with
    {
        RecordingExpiresAt = view.RecordingDeletedAt is null ? After(view.EndedAt, Fewer(RecordingDays, SessionDays)) : null,
        VoicesExpireAt = view.VoicesDeletedAt is null ? After(view.EndedAt, Fewer(VoiceDays, SessionDays)) : null,
        ExpiresAt = After(view.EndedAt, SessionDays),
    };

    private static DateTimeOffset? After(DateTimeOffset? end, double? days) => days is { } count ? end?.AddDays(count) : null;

    private static double? Fewer(double? days, double? others) => days is null || others < days ? others : days;
}
