using LiveCaptions.Server.Jobs;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Tests.Jobs;

/// <summary>A kind of job that does what a test says.</summary>
internal sealed class ScriptedJob(Func<JobRun, Task<JobOutcome>> run, int maxAttempts = 3) : IJobKind
{
    public const string Kind = "scripted";
    private readonly TaskCompletionSource<string> _dead = new();

    public string Name => Kind;

    public int Concurrency => 1;

    public int MaxAttempts => maxAttempts;

    /// <summary>Why one is dead.</summary>
    public Task<string> Dead => _dead.Task;

    /// <summary>What is done when one is over.</summary>
    public Func<JobRow, Task>? Over { get; set; }

    /// <summary>What is done while it dies.</summary>
    public Func<JobRow, Task>? Dying { get; set; }

    public Task<JobOutcome> RunAsync(JobRun job) => run(job);

    public Task OnDeadAsync(JobRow job, string why)
    {
        _dead.TrySetResult(why);
        return Dying?.Invoke(job) ?? Task.CompletedTask;
    }

    public Task OnOverAsync(JobRow job) => Over?.Invoke(job) ?? Task.CompletedTask;
}
