using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Jobs;

/// <summary>
/// A kind of work that goes on after a restart. A job is done at least once: a server that is killed between doing it and storing that does
/// it again, so that what is done twice has to be as if it were done once.
/// </summary>
public interface IJobKind
{
    string Name { get; }

    /// <summary>So many of its jobs run at once on a server.</summary>
    int Concurrency { get; }

    /// <summary>So often a job is begun before it is dead, those times counted that a server was killed over it.</summary>
    int MaxAttempts { get; }

    /// <summary>Completes when jobs may begin; called as the server starts, again where the storage fails.</summary>
    /// <returns>False where none can be done on this server.</returns>
    Task<bool> PrepareAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    /// <exception cref="OperationCanceledException">It was called off, or the server stops.</exception>
    Task<JobOutcome> RunAsync(JobRun job);

    /// <summary>A job is dead, whoever said so.</summary>
    Task OnDeadAsync(JobRow job, string why) => Task.CompletedTask;

    /// <summary>
    /// A job is done or dead, and stored as that: what was asked for in its last moment, when it still was
    /// the job of its key, needs another.
    /// </summary>
    /// <exception cref="StorageException">It is called again.</exception>
    Task OnOverAsync(JobRow job) => Task.CompletedTask;
}
