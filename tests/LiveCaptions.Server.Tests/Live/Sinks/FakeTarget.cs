using System.Collections.Concurrent;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Live.Sinks;

namespace LiveCaptions.Server.Tests.Live.Sinks;

/// <summary>A far end without a network, that does as the test says.</summary>
internal sealed class FakeTarget : ISinkTarget
{
    private readonly TaskCompletionSource _lost = new();

    public ConcurrentQueue<string> Sent { get; } = new();

    /// <summary>What happens at the next sends instead of taking the cue: a line is a refusal.</summary>
    public ConcurrentQueue<Func<string?>> Troubles { get; } = new();

    /// <summary>Fails to send as long as it is set.</summary>
    public bool IsAway { get; set; }

    public int Connects { get; private set; }

    public int Clears { get; private set; }

    public TimeSpan From { get; init; }

    public TimeSpan Until { get; init; } = TimeSpan.FromHours(1);

    public TimeSpan Pace { get; init; }

    public TimeSpan ClearAfter { get; init; } = Timeout.InfiniteTimeSpan;

    public Task Lost => _lost.Task;

    public Task<bool> ConnectAsync(CancellationToken cancellationToken)
    {
        Connects++;
        return Task.FromResult(true);
    }

    public bool Takes(Cue cue) => cue.Text.Length > 0;

    public SendWindow WindowOf(Cue cue, DateTimeOffset spokenAt) => new(spokenAt + From, spokenAt + Until);

    public Task<string?> SendAsync(Cue cue, DateTimeOffset spokenAt, CancellationToken cancellationToken)
    {
        if (IsAway)
        {
            throw new SinkFailureException("Away.");
        }

        if (Troubles.TryDequeue(out var trouble))
        {
            return Task.FromResult(trouble());
        }

        Sent.Enqueue(cue.Text);
        return Task.FromResult<string?>(null);
    }

    public Task ClearAsync(CancellationToken cancellationToken)
    {
        Clears++;
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
