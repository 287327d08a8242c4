using System.Globalization;

namespace LiveCaptions.Captions.Formats;

/// <summary>Times as caption files write them.</summary>
internal static class CaptionTime
{
    /// <summary><c>hh:mm:ss</c>, the separator, and three digits; hours have as many digits as they need, at least two.</summary>
    public static string Format(long milliseconds, char separator)
    {
        var (seconds, rest) = Math.DivRem(milliseconds, 1000);
        return string.Create(
            CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}{separator}{rest:000}");
    }
}
