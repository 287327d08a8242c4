using System.Collections.Frozen;

namespace LiveCaptions.Speech.Formatting.Rules;

/// <summary>Numbers before units of measure, however small: <c>5 km</c>, <c>60 mph</c>, <c>-5°C</c>. Units without a common short form
/// stay words: <c>6 feet</c>.</summary>
internal sealed class UnitRule : IWritingRule
{
    /// <summary>Tokens, what is written, and whether that stands right behind the number.</summary>
    private static readonly (string[] Words, string Text, bool IsJoined)[] Units =
    [
        .. Metric("meter", "m"), .. Metric("metre", "m"), .. Metric("gram", "g"), .. Metric("gramme", "g"), .. Metric("liter", "L"),
        .. Metric("litre", "L"),
        .. Of(
            "km/h", "kilometers per hour", "kilometres per hour", "kilometers an hour",
            "kilometres an hour", "kilometer per hour", "kilometre per hour"),
        .. Of("km/h", "k p h", "kph"), .. Of("mph", "miles per hour", "miles an hour", "mile per hour", "m p h"),
        .. Of("m/s", "meters per second", "metres per second", "meters a second", "metres a second"),
        .. Of("m²", "square meters", "square metres", "square meter", "square metre"),
        .. Of("km²", "square kilometers", "square kilometres"),
        .. Of("m³", "cubic meters", "cubic metres", "cubic meter", "cubic metre"), .. Of("cm³", "cubic centimeters", "cubic centimetres"),
        .. Of("kg", "kilos", "kilo"),
        .. Degrees("°C", "degrees celsius", "degree celsius", "degrees centigrade"),
        .. Degrees("°F", "degrees fahrenheit", "degree fahrenheit"),
        .. Of("Hz", "hertz"), .. Of("kHz", "kilohertz"), .. Of("MHz", "megahertz"), .. Of("GHz", "gigahertz"),
        .. Of("W", "watts", "watt"), .. Of("kW", "kilowatts", "kilowatt"), .. Of("MW", "megawatts", "megawatt"),
        .. Of("GW", "gigawatts", "gigawatt"),
        .. Of("kWh", "kilowatt hours", "kilowatt hour"), .. Of("MWh", "megawatt hours", "megawatt hour"), .. Of("V", "volts", "volt"),
        .. Of("mA", "milliamps"),
        .. Of("KB", "kilobytes", "kilobyte"), .. Of("MB", "megabytes", "megabyte"), .. Of("GB", "gigabytes", "gigabyte"),
        .. Of("TB", "terabytes", "terabyte"),
        .. Of("kbps", "kilobits per second"), .. Of("Mbps", "megabits per second"), .. Of("Gbps", "gigabits per second"),
        .. Of("ms", "milliseconds", "millisecond"), .. Of("dB", "decibels", "decibel"), .. Of("hp", "horsepower"),
        .. Of("rpm", "revolutions per minute"),
        .. Of("sq ft", "square feet", "square foot"), .. Of("psi", "p s i"),
        .. AsSpoken("miles", "mile", "feet", "foot", "inches", "inch", "yards", "yard", "acres", "acre", "ounces", "ounce"),
        .. AsSpoken("gallons", "gallon", "tons", "ton", "tonnes", "tonne"),
        .. AsSpoken(
            "degrees", "degree", "knots", "calories", "hectares", "hectare",
            "amps", "pixels", "square miles", "square inches", "light years"),
    ];

    private static readonly FrozenDictionary<string, (string[] Words, string Text, bool IsJoined)[]> ByFirst =
        Units.GroupBy(unit => unit.Words[0], StringComparer.Ordinal).ToFrozenDictionary(group => group.Key, group => group.ToArray());

    public Written? Match(Phrase phrase)
    {
        var sign = MeasuredNumber.CountSign(phrase);
        if (MeasuredNumber.Read(phrase, sign) is not { } number || Find(phrase, sign + number.Count) is not { } unit
            || (number.Value == 1 && unit.Text == "foot"))
        {
            return null;
        }

        var text = (sign > 0 ? "-" : "") + number.Text;
        if (unit.IsJoined && number.Scale is null)
        {
            return Written.Of(sign + number.Count + unit.Count, text + unit.Text);
        }

        Written.Part[] parts = [new(sign + number.DigitCount, text), .. number.Scale is { } scale ? [new Written.Part(1, scale)]
            : Array.Empty<Written.Part>(), new(unit.Count, unit.Text)];
        return new Written([.. parts, .. InchesBehind(phrase, sign + number.Count + unit.Count, unit.Text)]);
    }

    /// <returns>The longest unit there.</returns>
    internal static (int Count, string Text, bool IsJoined)? Find(Phrase phrase, int at)
    {
        (int Count, string Text, bool IsJoined)? found = null;
        foreach (var (words, text, isJoined) in ByFirst.GetValueOrDefault(phrase[at]) ?? [])
        {
            if (words.Length > (found?.Count ?? 0) && words.Index().All(word => phrase[at + word.Index] == word.Item))
            {
                found = (words.Length, text, isJoined);
            }
        }

        return found ?? (phrase[at] is "pounds" or "pound" && MoneyRule.IsWeight(phrase, at) ? (1, phrase[at], false) : null);
    }

    /// <summary>Five foot two.</summary>
    private static Written.Part[] InchesBehind(Phrase phrase, int at, string unit) =>
        unit is "foot" or "feet" && NumberWords.Unit(phrase[at]) is > 0 and var inches && !NumberWords.IsCardinal(phrase[at + 1])
            ? [new(1, inches.ToString()!)]
            : [];

    private static IEnumerable<(string[] Words, string Text, bool IsJoined)> Metric(string name, string sign) =>
        ((string Prefix, string Sign)[])[
            ("", ""), ("kilo", "k"), ("centi", "c"), ("milli", "m"), ("micro", "µ"), ("nano", "n")
        ] is var prefixes
            ? prefixes.SelectMany(prefix => Of(prefix.Sign + sign, $"{prefix.Prefix}{name}s", $"{prefix.Prefix}{name}"))
            : [];

    private static IEnumerable<(string[] Words, string Text, bool IsJoined)> Of(string text, params string[] spoken) =>
        spoken.Select(words => (words.Split(' '), text, false));

    private static IEnumerable<(string[] Words, string Text, bool IsJoined)> Degrees(string text, params string[] spoken) =>
        spoken.Select(words => (words.Split(' '), text, true));

    private static IEnumerable<(string[] Words, string Text, bool IsJoined)> AsSpoken(params string[] spoken) =>
        spoken.Select(words => (words.Split(' '), words, false));
}
