using System.Globalization;

namespace LiveCaptions.Server.Engine;

/// <summary>
/// Chooses the engines of a session that leaves it to the server: (1) those that speak its language, (2) and may cost what they do, (3) the
/// fewest errors first, (4) then the cheapest. Where none is left, it is the server's own.
/// </summary>
internal sealed class EngineRouter(EngineOptions options)
{
    /// <summary>Engines of a chain: more would not be reached.</summary>
    private const int Most = 5;

    /// <param name="all">The server's own first.</param>
    /// <param name="language">BCP 47; null where nobody knows.</param>
    /// <returns>The most wanted first, and why that one, in a sentence.</returns>
    public (IReadOnlyList<PooledEngine> Engines, string Why) Choose(IReadOnlyList<PooledEngine> all, string? language)
    {
        var primary = language?.Split('-')[0].ToLowerInvariant();
        var isSpent = options.BudgetPerDay is { } budget && all.Sum(engine => engine.Spent.CostToday) >= budget;
        var chosen = all.Where(engine => Speaks(engine, primary) && IsAffordable(engine, isSpent))
            .OrderBy(engine => ErrorRateOf(engine, primary) ?? double.MaxValue)
            .ThenBy(engine => engine.PricePerHour)
            .Take(Most).ToList();
        return chosen.Count == 0
            ? ([all[0]], "It is this server's engine, as no other may be chosen.")
            : (chosen, WhyOf(chosen, primary, isSpent));
    }

    /// <summary>What nobody knows before it is loaded may speak it.</summary>
    private static bool Speaks(PooledEngine engine, string? primary) => primary is null || engine.Languages.Count == 0
        || engine.Languages.Any(known => known.Split('-')[0].Equals(primary, StringComparison.OrdinalIgnoreCase));

    private bool IsAffordable(PooledEngine engine, bool isSpent) =>
        engine.PricePerHour == 0 || (!isSpent && !(engine.PricePerHour > options.MaxPricePerHour));

    private double? ErrorRateOf(PooledEngine engine, string? primary) =>
        primary is not null && options.ErrorRates.TryGetValue($"{engine.Name}/{primary}", out var here) ? here
        : options.ErrorRates.TryGetValue(engine.Name, out var rate) ? rate
        : null;

    private string WhyOf(List<PooledEngine> chosen, string? primary, bool isSpent)
    {
        var engines = chosen.Count == 1 ? "1 engine" : $"{chosen.Count} engines";
        var of = $"Of {engines} that may be chosen{(primary is null ? "" : $" for {primary}")}";
        var limit = isSpent ? ", the day's budget being spent," : "";
        return ErrorRateOf(chosen[0], primary) is { } rate
            ? string.Create(CultureInfo.InvariantCulture, $"{of}{limit} it makes the fewest errors ({rate * 100:0.#} % of the words).")
            : $"{of}{limit} it is the cheapest; nobody has measured their errors.";
    }
}
