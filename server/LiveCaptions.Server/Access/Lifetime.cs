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
}
