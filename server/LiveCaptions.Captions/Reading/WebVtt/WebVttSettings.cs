using System.Globalization;

namespace LiveCaptions.Captions.Reading.WebVtt;

/// <summary>
/// Where a cue is shown: settings behind its times, as the standard parses them (6.1, "parse the WebVTT cue settings"). What is not
/// valid is as if it were not there.
/// </summary>
internal sealed record WebVttSettings
{
    /// <summary>Null: auto.</summary>
    public double? Line { get; private set; }

    /// <summary>Whether <see cref="Line"/> counts lines, and is no percentage.</summary>
    public bool SnapToLines { get; private set; } = true;

    public string LineAlign { get; private set; } = "start";

    /// <summary>Percent; null: auto.</summary>
    public double? Position { get; private set; }

    public string PositionAlign { get; private set; } = "auto";

    public double Size { get; private set; } = 100;

    public string Align { get; private set; } = "center";

    public string Vertical { get; private set; } = "";

    public string Region { get; private set; } = "";

    /// <param name="regions">Those that the file has.</param>
    public static WebVttSettings Parse(string text, IReadOnlySet<string> regions)
    {
        var settings = new WebVttSettings();
        foreach (var setting in text.Split([' ', '\t', '\n', '\f', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (setting.IndexOf(':') is > 0 and var colon && colon < setting.Length - 1)
            {
                settings.Set(setting[..colon], setting[(colon + 1)..], regions);
            }
        }

        if (settings.Line is not null || settings.Size < 100 || settings.Vertical.Length > 0)
        {
            settings.Region = "";
        }

        return settings;
    }

    private void Set(string name, string value, IReadOnlySet<string> regions)
    {
        switch (name)
        {
            case "region" when regions.Contains(value):
                Region = value;
                break;
            case "vertical" when value is "rl" or "lr":
                Vertical = value;
                break;
            case "line":
                SetLine(value);
                break;
            case "position":
                SetPosition(value);
                break;
            case "size" when Percent(value) is { } size:
                Size = size;
                break;
            case "align" when value is "start" or "center" or "end" or "left" or "right":
                Align = value;
                break;
        }
    }

    private void SetLine(string value)
    {
        var (line, align) = Pair(value);
        var isPercent = line.EndsWith('%');
        if (align is null or "start" or "center" or "end" && (isPercent ? Percent(line) : Number(line)) is { } number)
        {
            // There is no line -0.
            (Line, SnapToLines, LineAlign) = (number + 0.0, !isPercent, align ?? LineAlign);
        }
    }

    private void SetPosition(string value)
    {
        var (position, align) = Pair(value);
        if (align is null or "line-left" or "center" or "line-right" && Percent(position) is { } percent)
        {
            (Position, PositionAlign) = (percent, align ?? PositionAlign);
        }
    }

    private static (string First, string? Second) Pair(string value) =>
        value.IndexOf(',') is >= 0 and var comma ? (value[..comma], value[(comma + 1)..]) : (value, null);

    private static double? Percent(string text) =>
        text.EndsWith('%') && !text.StartsWith('-') && Number(text[..^1]) is >= 0 and <= 100 and var percent ? percent : null;

    /// <summary>Digits, with one point among them and a minus before them at most.</summary>
    private static double? Number(string text)
    {
        var digits = text.StartsWith('-') ? text[1..] : text;
        return digits.Length > 0 && char.IsAsciiDigit(digits[0]) && char.IsAsciiDigit(digits[^1])
            && digits.All(c => char.IsAsciiDigit(c) || c == '.') && digits.Count(c => c == '.') <= 1
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;
    }
}
