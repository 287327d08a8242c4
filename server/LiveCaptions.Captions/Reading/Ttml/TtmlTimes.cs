using System.Globalization;
using System.Text.RegularExpressions;

namespace LiveCaptions.Captions.Reading.Ttml;

/// <summary>Times of a TTML file, by the rates that its first element tells.</summary>
internal sealed partial class TtmlTimes
{
    private const double DefaultFrameRate = 30;
    private const double MaxMilliseconds = 1e12;

    private readonly double _framesPerSecond;
    private readonly double _ticksPerSecond;

    /// <param name="parameter">The value of a parameter by its name; null where it is not there.</param>
    public TtmlTimes(Func<string, string?> parameter)
    {
        var nominal = Positive(parameter("frameRate")) ?? DefaultFrameRate;
        var ratio = (parameter("frameRateMultiplier") ?? "").Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries);
        Nominal = nominal;
        _framesPerSecond = ratio.Length == 2 && Positive(ratio[0]) is { } over && Positive(ratio[1]) is { } under
            ? nominal * over / under
            : nominal;
        _ticksPerSecond = Positive(parameter("tickRate")) ?? (parameter("frameRate") is null ? 1 : _framesPerSecond);
    }

    /// <summary>Frames that a second of a time code has.</summary>
    private double Nominal { get; }

    /// <returns>Milliseconds; null where it is no time.</returns>
    public long? Parse(string text)
    {
        if (Clock().Match(text) is { Success: true } clock)
        {
            double Part(string name) =>
                clock.Groups[name].Success ? double.Parse(clock.Groups[name].Value, CultureInfo.InvariantCulture) : 0;
            var seconds = (((Part("h") * 60) + Part("m")) * 60) + Part("s");

            // A time code counts frames.
            return clock.Groups["f"].Success
                ? Rounded(((seconds * Nominal) + Part("f")) * 1000 / _framesPerSecond)
                : Rounded(seconds * 1000);
        }

        if (Offset().Match(text) is { Success: true } offset)
        {
            var count = double.Parse(offset.Groups["count"].Value, CultureInfo.InvariantCulture);
            return Rounded(offset.Groups["unit"].Value switch
            {
                "h" => count * 3_600_000,
                "m" => count * 60_000,
                "ms" => count,
                "f" => count * 1000 / _framesPerSecond,
                "t" => count * 1000 / _ticksPerSecond,
                _ => count * 1000,
            });
        }

        return null;
    }

    private static long? Rounded(double milliseconds) => milliseconds < MaxMilliseconds ? (long)Math.Round(milliseconds) : null;

    private static double? Positive(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1e9
            ? number
            : null;

    /// <summary>Hours may be missing, as some programs leave them out.</summary>
    [GeneratedRegex(
        @"^\s*(?:(?<h>[0-9]{1,4}):)?(?<m>[0-9]{1,4}):(?<s>[0-9]{1,2}(?:\.[0-9]{1,9})?)(?::(?<f>[0-9]{1,3})(?:\.[0-9]{1,3})?)?\s*$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Clock();

    /// <summary>A number alone is seconds.</summary>
    [GeneratedRegex(@"^\s*(?<count>[0-9]{1,15}(\.[0-9]{1,9})?)(?<unit>h|ms|m|s|f|t|)\s*$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Offset();
}
