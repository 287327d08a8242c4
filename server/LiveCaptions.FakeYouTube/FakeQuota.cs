namespace LiveCaptions.FakeYouTube;

/// <summary>Units that projects spent, by the day in California, where Google's days begin.</summary>
internal sealed class FakeQuota(FakeOptions options, TimeProvider time)
{
    private static readonly TimeZoneInfo Pacific = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Project, DateOnly Day), int> _spent = [];

    public IReadOnlyDictionary<(string Project, DateOnly Day), int> Spent
    {
        get
        {
            lock (_lock)
            {
                return new Dictionary<(string, DateOnly), int>(_spent);
            }
        }
    }

    /// <summary>In California.</summary>
    public static DateTimeOffset MidnightOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Pacific.GetUtcOffset(midnight));
    }

    public bool TrySpend(string project, int units)
    {
        var key = (project, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), Pacific).DateTime));
        lock (_lock)
        {
            var spent = _spent.GetValueOrDefault(key);
            if (spent + units > options.DailyQuota)
            {
                return false;
            }

            _spent[key] = spent + units;
            return true;
        }
    }
}
