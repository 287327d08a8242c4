using System.Globalization;
using System.Text.RegularExpressions;

namespace LiveCaptions.Captions.Line21;

/// <summary>
/// SMPTE time codes at 29.97 frames per second: frame numbers, of which drop frame (with a semicolon) leaves out two each minute but
/// each tenth, so that the code follows the clock.
/// </summary>
internal static partial class DropFrame
{
    private const int PerSecond = 30;
    private const int PerMinute = (60 * PerSecond) - 2;
    private const int PerTenMinutes = (10 * PerMinute) + 2;

    /// <summary>The frame that begins closest to a time; a frame takes 1001/30 ms.</summary>
    public static long FrameAt(long milliseconds) => ((milliseconds * PerSecond) + 500) / 1001;

    public static long MillisecondsOf(long frame) => ((frame * 1001) + (PerSecond / 2)) / PerSecond;

    /// <summary><c>hh:mm:ss;ff</c></summary>
    public static string Format(long frame)
    {
        var (tens, rest) = Math.DivRem(frame, PerTenMinutes);
        var dropped = rest < PerMinute + 2 ? 0 : 2 * (1 + ((rest - (PerMinute + 2)) / PerMinute));
        var number = frame + (tens * 18) + dropped;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{number / (3600 * PerSecond):00}:{number / (60 * PerSecond) % 60:00}:{number / PerSecond % 60:00};{number % PerSecond:00}");
    }

    /// <param name="code">With a semicolon or a point before the frames it drops frames, with a colon it does not.</param>
    /// <returns>The frame; null where it is no time code.</returns>
    public static long? Parse(string code)
    {
        if (Code().Match(code) is not { Success: true } match)
        {
            return null;
        }

        long Part(int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
        var minutes = (Part(1) * 60) + Part(2);
        var number = (((minutes * 60) + Part(3)) * PerSecond) + Math.Min(Part(5), PerSecond - 1);
        return match.Groups[4].Value == ":" ? number : Math.Max(0, number - (2 * (minutes - (minutes / 10))));
    }

    [GeneratedRegex(@"^(\d{2}):([0-5]\d):([0-5]\d)([:;.])(\d{2})$", RegexOptions.ECMAScript, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
