namespace LiveCaptions.Server.Engine;

/// <summary>Audio that an engine recognised since the server started, and what of it today (UTC) cost. Thread-safe.</summary>
/// <param name="pricePerHour">US dollars.</param>
public sealed class EngineSpending(decimal pricePerHour, TimeProvider time)
{
    private readonly Lock _lock = new();
    private DateOnly _day;
    private double _today;
    private double _all;

    /// <summary>Seconds since the server started.</summary>
    public double AudioSeconds
    {
        get
        {
            lock (_lock)
            {
                return _all;
            }
        }
    }

    /// <summary>US dollars since midnight.</summary>
    public decimal CostToday
    {
        get
        {
            lock (_lock)
            {
                return Today() == _day ? (decimal)_today / 3600 * pricePerHour : 0;
            }
        }
    }

    public void Add(double seconds)
    {
        lock (_lock)
        {
            var day = Today();
            (_day, _today, _all) = (day, day == _day ? _today + seconds : seconds, _all + seconds);
        }
    }

    private DateOnly Today() => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
}
