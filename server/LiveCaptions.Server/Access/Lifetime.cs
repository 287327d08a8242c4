using System.Globalization;

namespace LiveCaptions.Server.Access;

/// <summary>How long something lasts, as people write it: <c>12h</c>, <c>30d</c>.</summary>
internal static class Lifetime
{
    public static bool TryParse(string text, out TimeSpan time)
    {
        time = default;
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count is 0 or >= 100_000)
        {
            return false;
        }

        time = text[^1] switch { 'h' => TimeSpan.FromHours(count), 'd' => TimeSpan.FromDays(count), _ => default };
        return time > TimeSpan.Zero;
    }

    /// <summary>When something ends that is given as an instant such as <c>2026-12-01T12:00:00Z</c>, or as a time from now.</summary>
    /// <returns>Null where it is neither.</returns>
    public static DateTimeOffset? ExpiryOf(string text, DateTimeOffset now)
    {
        if (TryParse(text, out var lasts))
        {
            return now + lasts;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, Utc, out var instant)
            ? instant
            : null;
    }
}
