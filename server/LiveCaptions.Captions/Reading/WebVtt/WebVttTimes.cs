namespace LiveCaptions.Captions.Reading.WebVtt;

/// <summary>Times of WebVTT files, as the standard collects them.</summary>
internal static class WebVttTimes
{
    /// <summary>Beyond all that captions have; larger numbers count as this.</summary>
    private const long MaxHours = 1_000_000;

    /// <summary>The times of a cue, and the settings behind them.</summary>
    public static (long Start, long End, string Settings)? Parse(string line)
    {
        var at = SkipSpace(line, 0);
        if (Collect(line, ref at) is not { } start || !line.AsSpan(at = SkipSpace(line, at)).StartsWith("-->", StringComparison.Ordinal))
        {
            return null;
        }

        at = SkipSpace(line, at + 3);
        return Collect(line, ref at) is { } end ? (start, end, line[at..]) : null;
    }

    /// <summary>A time that is all of a text; null where it is none.</summary>
    public static long? ParseWhole(string text)
    {
        var at = 0;
        return Collect(text, ref at) is { } time && at == text.Length ? time : null;
    }

    private static int SkipSpace(string line, int at)
    {
        while (at < line.Length && line[at] is ' ' or '\t' or '\n' or '\f' or '\r')
        {
            at++;
        }

        return at;
    }

    /// <summary>In milliseconds, from a place on; null where there is none.</summary>
    private static long? Collect(string line, ref int at)
    {
        var (first, digits) = Number(line, ref at);
        if (digits == 0 || !Take(line, ref at, ':') || Number(line, ref at) is not (var second, 2))
        {
            return null;
        }

        var (hours, minutes, seconds) = (0L, first, second);
        if (digits != 2 || first > 59 || (at < line.Length && line[at] == ':'))
        {
            if (!Take(line, ref at, ':') || Number(line, ref at) is not (var third, 2))
            {
                return null;
            }

            (hours, minutes, seconds) = (first, second, third);
        }

        return Take(line, ref at, '.') && Number(line, ref at) is (var milliseconds, 3) && minutes <= 59 && seconds <= 59
            ? (((((hours * 60) + minutes) * 60) + seconds) * 1000) + milliseconds
            : null;
    }

    private static (long Value, int Digits) Number(string line, ref int at)
    {
        var (value, first) = (0L, at);
        for (; at < line.Length && char.IsAsciiDigit(line[at]); at++)
        {
            value = Math.Min((value * 10) + line[at] - '0', MaxHours);
        }

        return (value, at - first);
    }

    private static bool Take(string line, ref int at, char letter)
    {
        if (at >= line.Length || line[at] != letter)
        {
            return false;
        }

        at++;
        return true;
    }
}
