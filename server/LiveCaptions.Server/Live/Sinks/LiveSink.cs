using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Live.Sinks;

/// <summary>
/// Carries one session's cues to one far end. Its queue is a <see cref="ViewerFeed"/>, as every viewer has one: bounded, newer interims
/// replace older ones, finals that do not fit are read from the store again. What is too old when it could be sent is dropped and counted.
/// </summary>
internal sealed partial class LiveSink : IAsyncDisposable
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan StaleCheck = TimeSpan.FromSeconds(5);

    private readonly SinkRow _row;
    private readonly ISinkTarget _target;
    private readonly ViewerFeed _feed;
    private readonly SinkQueue _queue;
    private readonly SinkContext _around;
    private readonly SinkStanding _standing;
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    private DateTimeOffset? _startedAt;
    private DateTimeOffset _lastSend = DateTimeOffset.MinValue;
    private int _failures;
    private bool _isShown;

    public LiveSink(SinkRow row, ISinkTarget target, ViewerFeed feed, SinkContext around)
    {
        (_row, _target, _feed, _around) = (row, target, feed, around);
        _standing = new SinkStanding(row, target, around);
        _queue = new SinkQueue(feed, cue => target.Takes(cue) && !_standing.IsNothingNew(cue), _stop.Token);
    }

    public SinkView View => _standing.View;

    /// <summary>Completes when the session has ended and everything is sent or given up.</summary>
    public Task Start() => _running = Task.Run(() => RunAsync(_stop.Token));

    /// <summary>Sends nothing any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (!await CarryWhileItGoesAsync(stop))
            {
            }

            _standing.MoveTo(SinkState.Ended, _standing.Error);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped, or the server stops.
        }
        finally
        {
            await _stop.CancelAsync();
            await _queue.EndAsync();
            await _target.DisposeAsync();
            _feed.Dispose();
            await _queue.DisposeAsync();
        }
    }

    /// <returns>True at the session's end, false when something failed and the wait behind it is over.</returns>
    private async Task<bool> CarryWhileItGoesAsync(CancellationToken stop)
    {
        try
        {
            if (await _target.ConnectAsync(stop))
            {
                _standing.MoveTo(SinkState.Live, error: null);
            }

            await CarryAsync(stop);
            return true;
        }
        catch (SinkFailureException failure)
        {
            _standing.MoveTo(SinkState.Failing, failure.Message);
            var wait = failure.IsLast ? TimeSpan.MaxValue : failure.RetryAfter ?? Backoff.After(++_failures, FirstWait, _around.Random());
            return await WaitAsync(wait, stop);
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            LogBroken(_around.Logger, exception, _row.SessionId, _row.Id);
            _standing.MoveTo(SinkState.Failing, "The server could not go on; its log says why.");
            return await WaitAsync(Backoff.After(++_failures, FirstWait, _around.Random()), stop);
        }
    }

    private async Task CarryAsync(CancellationToken stop)
    {
        while (await TakeAtPaceAsync(stop))
        {
            var cue = _queue.Pending!;
            var spokenAt = await SpokenAtAsync(cue);
            var window = _target.WindowOf(cue, spokenAt);
            await WaitUntilAsync(window.From, stop);
            if (_around.Now > window.Until)
            {
                await GiveUpAsync(cue);
                continue;
            }

            _lastSend = _around.Now;
            if (await _target.SendAsync(cue, spokenAt, stop) is { } refusal)
            {
                _standing.MoveTo(SinkState.Failing, refusal);
                await GiveUpAsync(cue);
                continue;
            }

            await CountSentAsync(cue);
        }
    }

    /// <summary>Lets the pace's time pass before the next cue is taken: until then newer interims may still replace it.</summary>
    /// <returns>False at the session's end.</returns>
    private async Task<bool> TakeAtPaceAsync(CancellationToken stop)
    {
        await WaitUntilAsync(_lastSend + _target.Pace, stop);
        return _queue.Pending is not null || await TakeNextAsync(stop);
    }

    /// <summary>Waits for the next cue that the far end takes.</summary>
    /// <returns>False at the session's end.</returns>
    private async Task<bool> TakeNextAsync(CancellationToken stop)
    {
        while (true)
        {
            var next = _queue.Next;
            await WaitForMessageAsync(next, stop);
            var came = next.IsCompleted;
            if (came && !await next)
            {
                return false;
            }

            if (came && _queue.TryTake())
            {
                return true;
            }
        }
    }

    /// <summary>Waits for a message, the loss of the connection, or the time to clear the screen.</summary>
    private async Task WaitForMessageAsync(Task next, CancellationToken stop)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var clear = Task.Delay(_isShown ? TimeUntilClear() : Timeout.InfiniteTimeSpan, _around.Time, waiting.Token);
        var first = await Task.WhenAny(next, _target.Lost, clear);
        await waiting.CancelAsync();
        stop.ThrowIfCancellationRequested();
        if (first == clear)
        {
            _isShown = false;
            await _target.ClearAsync(stop);
        }
        else if (first != next)
        {
            await _target.Lost;
        }
    }

    private TimeSpan TimeUntilClear()
    {
        if (_target.ClearAfter == Timeout.InfiniteTimeSpan)
        {
            return Timeout.InfiniteTimeSpan;
        }

        // Timers count whole milliseconds.
        var left = Math.Ceiling((_lastSend + _target.ClearAfter - _around.Now).TotalMilliseconds);
        return TimeSpan.FromMilliseconds(Math.Max(0, left));
    }

    /// <summary>Waits out a failure. Meanwhile what gets too old is let go, so that the end of the session is seen.</summary>
    /// <returns>True at the session's end.</returns>
    private async Task<bool> WaitAsync(TimeSpan wait, CancellationToken stop)
    {
        var until = wait == TimeSpan.MaxValue ? DateTimeOffset.MaxValue : _around.Now + wait;
        while (true)
        {
            if (await IsOverAsync())
            {
                return true;
            }

            var left = until - _around.Now;
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            // Timers count whole milliseconds: less would be no wait at all.
            await Task.Delay(
                TimeSpan.FromMilliseconds(Math.Ceiling(Math.Min(left.TotalMilliseconds, StaleCheck.TotalMilliseconds))),
                _around.Time, stop);
        }
    }

    private async Task<bool> IsOverAsync()
    {
        while (true)
        {
            if (_queue.Pending is { } cue)
            {
                if (_around.Now <= _target.WindowOf(cue, await SpokenAtAsync(cue)).Until)
                {
                    return false;
                }

                await GiveUpAsync(cue);
            }

            var next = _queue.Next;
            if (!next.IsCompletedSuccessfully)
            {
                return false;
            }

            if (!await next)
            {
                return true;
            }

            _queue.TryTake();
        }
    }

    private async Task<DateTimeOffset> SpokenAtAsync(Cue cue)
    {
        _startedAt ??= await _around.StartOfAsync(_row.SessionId);
        return SpokenTime.Of(cue, _startedAt ?? cue.CreatedAt.AddSeconds(-cue.Start));
    }

    private async Task WaitUntilAsync(DateTimeOffset instant, CancellationToken stop)
    {
        if (instant - _around.Now is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, _around.Time, stop);
        }
    }

    private Task CountSentAsync(Cue cue)
    {
        _queue.Clear();
        _failures = 0;
        _isShown = true;
        return _standing.SentAsync(cue);
    }

    private Task GiveUpAsync(Cue cue)
    {
        _queue.Clear();
        return _standing.GivenUpAsync(cue);
    }
}
