using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Jobs;

/// <summary>What came of an attempt at a job.</summary>
public sealed record JobOutcome
{
    private JobOutcome(JobState state, string? message) => (State, Message) = (state, message);

    /// <summary>It was called off.</summary>
    internal static JobOutcome Cancelled { get; } = new(JobState.Cancelled, null);

    /// <summary>What the job is then.</summary>
    internal JobState State { get; }

    /// <summary>One line for who looks.</summary>
    internal string? Message { get; }

    /// <summary>How long it waits, where it does.</summary>
    internal TimeSpan After { get; private init; }

    /// <summary>Whether this was one of the attempts that a job has.</summary>
    internal bool Counts { get; private init; }

    /// <summary>It need not be done again.</summary>
    public static JobOutcome Done(string? message = null) => new(JobState.Done, message);

    /// <summary>It may succeed later; after as many attempts as its kind allows it is dead.</summary>
    public static JobOutcome Retry(TimeSpan after, string why) => new(JobState.Waiting, why) { After = after, Counts = true };

    /// <summary>Nothing is the matter with it, but now is not the time.</summary>
    public static JobOutcome Park(TimeSpan time, string why) => new(JobState.Waiting, why) { After = time };

    /// <summary>It cannot succeed without a person.</summary>
    public static JobOutcome Dead(string why) => new(JobState.Dead, why);
}
