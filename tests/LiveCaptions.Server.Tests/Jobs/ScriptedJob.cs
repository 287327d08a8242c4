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

    public Task<JobOutcome> RunAsync(JobRun job) => run(job);

    public Task OnDeadAsync(JobRow job, string why)
    {
        _dead.TrySetResult(why);
        return Task.CompletedTask;
    }
}
