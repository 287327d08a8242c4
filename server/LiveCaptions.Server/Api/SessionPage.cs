using System.Globalization;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Storage.Searching;
using Microsoft.AspNetCore.Mvc;

namespace LiveCaptions.Server.Api;

/// <summary>Which sessions are asked for, and how many at once.</summary>
internal sealed class SessionPage
{
    private const int MaxSize = 200;
    private const int UsualSize = 50;

    public int? Limit { get; init; }

    /// <summary>Id of the last session of the page before.</summary>
    public string? Before { get; init; }

    /// <summary>States with commas between.</summary>
    public string? State { get; init; }

    [FromQuery(Name = "from")]
    public string? MadeFrom { get; init; }

    [FromQuery(Name = "to")]
    public string? MadeTo { get; init; }

    internal int Size => Limit ?? UsualSize;

    /// <summary>Where there is no fault.</summary>
    internal SessionFilter Filter => new(ReadStates() ?? [], InstantOf(MadeFrom), InstantOf(MadeTo));

    /// <returns>Null where all can be read.</returns>
    internal (string Code, string Detail)? FindFault()
    {
        if (Size is < 1 or > MaxSize)
        {
            return ("limit_invalid", $"limit goes from 1 to {MaxSize}.");
        }

        if (ReadStates() is null)
        {
            return ("state_invalid", "state is one or several of created, live, finishing, finished and failed, with commas between.");
        }

        return (MadeFrom is not null && InstantOf(MadeFrom) is null) || (MadeTo is not null && InstantOf(MadeTo) is null)
            ? ("instant_invalid", "from and to are instants of RFC 3339, such as 2026-11-30T12:00:00Z.")
            : null;
    }

    /// <summary>RFC 8288: the page behind a session, of the same ones.</summary>
    internal string LinkBehind(string path, string id, string query = "")
    {
        (string Name, string? Value)[] rest = [("state", State), ("from", MadeFrom), ("to", MadeTo)];
        var same = string.Concat(rest.Where(one => one.Value is not null).Select(one => $"&{one.Name}={Uri.EscapeDataString(one.Value!)}"));
        return $"<{path}?{query}limit={Size}&before={id}{same}>; rel=\"next\"";
    }

    private List<SessionState>? ReadStates()
    {
        var names = State?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        var known = Enum.GetValues<SessionState>();
        return names.All(name => known.Any(state => Is(state, name)))
            ? [.. known.Where(state => names.Any(name => Is(state, name)))]
            : null;
    }

    private static bool Is(SessionState state, string name) => state.ToString().Equals(name, StringComparison.OrdinalIgnoreCase);

    private static DateTimeOffset? InstantOf(string? text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;
}
