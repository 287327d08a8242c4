namespace LiveCaptions.Server.Engine;

/// <summary>
/// The engines of a session, the most wanted first, and which of them hears it now. Where one fails, the next takes over; the more wanted
/// one comes back when it works again. Thread-safe: tracks may be heard by different ones for a while.
/// </summary>
public sealed class EngineChain
{
    /// <summary>How long a track waits for an engine that is loading while another one of the chain is there.</summary>
    private static readonly TimeSpan LoadPatience = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly EngineSeat[] _seats;
    private readonly TimeProvider _time;
    private readonly string _choice;
    private PooledEngine? _now;

    /// <param name="engines">At least one.</param>
    /// <param name="choice">Why the first of them is the most wanted one, in a sentence.</param>
    /// <param name="firstBreak">How long one that failed for this session is left alone at first.</param>
    public EngineChain(IReadOnlyList<PooledEngine> engines, string choice, TimeSpan firstBreak, TimeProvider time)
    {
        (_choice, _time, Why) = (choice, time, choice);
        _seats = [.. engines.Select((engine, place) => new EngineSeat(engine, place, new EngineBreaker(firstBreak, time)))];
    }

    /// <summary>The engine that hears the session, or will.</summary>
    public PooledEngine Now => Volatile.Read(ref _now) ?? _seats[0].Engine;

    /// <summary>Why that one, in a sentence.</summary>
    public string Why { get; private set; }

    /// <summary>Whether there is another one to go to.</summary>
    public bool HasOthers => _seats.Length > 1;

    /// <summary>The engine that would be tried next; null where all are to be left alone.</summary>
    public PooledEngine? Next => _seats.FirstOrDefault(seat => !seat.IsOpen)?.Engine;

    /// <summary>The most wanted engine that may be tried. Where none may, it is the one that may be soonest.</summary>
    internal async Task<EngineTurn> NextAsync(CancellationToken cancellationToken)
    {
        foreach (var seat in _seats)
        {
            if (seat.TryBegin() is not { } turn)
            {
                continue;
            }

            if (await IsThereAsync(turn, cancellationToken))
            {
                return turn;
            }

            turn.Dispose();
        }

        return new EngineTurn(_seats.MinBy(seat => seat.Outage?.Until ?? DateTimeOffset.MinValue)!, shared: null, own: null);
    }

    /// <summary>A more wanted engine than a track's, if there is one that may be tried.</summary>
    internal EngineTurn? TryReturn(EngineTurn turn)
    {
        foreach (var seat in _seats.Take(turn.Place))
        {
            // What is not loaded is loaded meanwhile.
            if (!seat.IsOpen && IsLoaded(seat) && seat.TryBegin() is { } better)
            {
                return better;
            }
        }

        return null;
    }

    /// <summary>A track begins to be heard by an engine of the chain, which is loaded.</summary>
    /// <returns>Null where the session was heard by it before.</returns>
    internal EngineSwitch? Begin(EngineTurn turn)
    {
        lock (_lock)
        {
            if (_now == turn.Engine)
            {
                return null;
            }

            var change = new EngineSwitch(_now?.Name, turn.Engine.Name, WhyOf(turn), IsFallback: turn.Place > 0);
            (Why, _now) = (change.Why, turn.Engine);
            return change;
        }
    }

    private string WhyOf(EngineTurn turn)
    {
        if (turn.Place == 0)
        {
            return _now is null ? _choice : $"{turn.Engine.Name} works again. {_choice}";
        }

        var before = _seats[..turn.Place].Select(seat => $"{seat.Engine.Name} {ReasonOf(seat)}");
        return $"{string.Join(", ", before)}; {turn.Engine.Name} is next of the session's engines.";
    }

    private static string ReasonOf(EngineSeat seat) =>
        seat.Outage?.Reason ?? (seat.Engine.Loaded is null ? "is still loading" : "has failed");

    /// <summary>One alone is waited for; one of several for a while only, unless nothing else is there.</summary>
    private async Task<bool> IsThereAsync(EngineTurn turn, CancellationToken cancellationToken)
    {
        if (!turn.Loading.IsCompleted && _seats.Any(other => other.Engine.Loaded is not null && !other.IsOpen))
        {
            await Task.WhenAny(turn.Loading, Task.Delay(LoadPatience, _time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            return turn.Loading.IsCompleted;
        }

        return true;
    }

    private static bool IsLoaded(EngineSeat seat)
    {
        if (seat.Engine is { Loaded: null, IsLoading: false } && seat.TryBegin() is { } trial)
        {
            _ = TryLoadAsync(trial);
        }

        return seat.Engine.Loaded is not null;
    }

    private static async Task TryLoadAsync(EngineTurn trial)
    {
        using (trial)
        {
            try
            {
                await trial.LoadAsync(CancellationToken.None);
                trial.Succeed();
            }
            catch (EngineFailedException fault)
            {
                trial.Fail(fault);
            }
        }
    }
}
