using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Jobs;

/// <summary>An attempt at a job, while it is under way.</summary>
public sealed class JobRun : IDisposable
{
    private readonly CancellationTokenSource _cancellation;
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal JobRun(JobRow row, CancellationToken stop) =>
        (Row, _cancellation) = (row, CancellationTokenSource.CreateLinkedTokenSource(stop));

    public JobRow Row { get; }

    /// <summary>Cancelled when the job is called off, is another server's, or the server stops.</summary>
    public CancellationToken Cancellation => _cancellation.Token;

    /// <summary>What it is doing, in one line for who looks.</summary>
    public string? Message { get; set; }

    /// <summary>Completes when nothing more is done for it.</summary>
    internal Task Over => _over.Task;

    /// <summary>What the job was added with.</summary>
    public T Read<T>() => JsonSerializer.Deserialize<T>(Row.Payload, CaptionJson.Options)!;

    public void Dispose()
    {
        _over.TrySetResult();
        _cancellation.Dispose();
    }

    internal void Cancel() => _cancellation.Cancel();
}
