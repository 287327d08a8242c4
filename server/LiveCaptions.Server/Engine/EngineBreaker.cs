using Polly;
using Polly.CircuitBreaker;

namespace LiveCaptions.Server.Engine;

/// <summary>
/// Whether an engine is worth trying: after some quick failures, or a fault that trying again does not mend, nobody tries for a while;
/// then one does. Thread-safe.
/// </summary>
internal sealed class EngineBreaker
{
    /// <summary>Failures that are enough.</summary>
    private const int Enough = 3;

    /// <summary>
    /// The time in which they are quick: an engine that takes sound no faster than it is spoken needs some seconds to fail on the same.
    /// </summary>
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestBreak = TimeSpan.FromMinutes(2);

    private readonly CircuitBreakerStateProvider _state = new();
    private readonly ResiliencePipeline<bool> _pipeline;
    private readonly TimeProvider _time;
    private volatile string _reason = "";
    private long _until;
    private long _break;

    /// <param name="firstBreak">How long nobody tries at first; twice as long after each try that fails.</param>
    public EngineBreaker(TimeSpan firstBreak, TimeProvider time)
    {
        _time = time;
        _pipeline = new ResiliencePipelineBuilder<bool> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<bool>
            {
                ShouldHandle = static args => new ValueTask<bool>(!args.Outcome.Result),
                MinimumThroughput = Enough,
                FailureRatio = 0.5,
                SamplingDuration = Quick,
                BreakDurationGenerator = args => new ValueTask<TimeSpan>(Break(firstBreak, args.HalfOpenAttempts)),
                StateProvider = _state,
            })
            .Build();
    }

    /// <summary>Whether nobody is to try now, or somebody does already.</summary>
    public bool IsOpen => _state.CircuitState != CircuitState.Closed && _time.GetUtcNow().UtcTicks < Interlocked.Read(ref _until);

    /// <summary>Why nobody is to try, and until when; null where anybody may.</summary>
    public EngineOutage? Outage =>
        IsOpen ? new EngineOutage(_reason, new DateTimeOffset(Interlocked.Read(ref _until), TimeSpan.Zero)) : null;

    /// <returns>Null where nobody is to try now.</returns>
    public EngineTrial? TryBegin()
    {
        if (_state.CircuitState == CircuitState.Closed)
        {
            return new EngineTrial();
        }

        var verdict = new TaskCompletionSource<bool>();
        var trial = _pipeline.ExecuteAsync(_ => new ValueTask<bool>(verdict.Task)).AsTask();
        if (!trial.IsFaulted)
        {
            Interlocked.Exchange(ref _until, _time.GetUtcNow().UtcTicks + Interlocked.Read(ref _break));
            return new EngineTrial(verdict);
        }

        // Somebody else tries already, or it is too early.
        _ = trial.Exception;
        return null;
    }

    /// <summary>It worked.</summary>
    public void Succeed() => Report(worked: true);

    /// <param name="reason">What is to be told where these are enough.</param>
    /// <param name="isDecisive">Whether one is enough, as trying again would not help.</param>
    public void Fail(string reason, bool isDecisive)
    {
        _reason = reason;
        for (var i = 0; i < (isDecisive ? Enough : 1); i++)
        {
            Report(worked: false);
        }
    }

    private void Report(bool worked)
    {
        if (_state.CircuitState == CircuitState.Closed)
        {
            _pipeline.Execute(() => worked);
        }
    }

    private TimeSpan Break(TimeSpan first, int tries)
    {
        var length = Math.Min(Math.Max(LongestBreak.Ticks, first.Ticks), first.Ticks << Math.Min(tries, 10));
        Interlocked.Exchange(ref _break, length);
        Interlocked.Exchange(ref _until, _time.GetUtcNow().UtcTicks + length);
        return TimeSpan.FromTicks(length);
    }
}
