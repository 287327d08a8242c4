using System.Globalization;

namespace LiveCaptions.Bench;

/// <summary>A line of the table that a bench prints.</summary>
public sealed record FigureRow(string Name, string Value, string Meaning = "")
{
    public static FigureRow Seconds(string name, Distribution? values, string meaning) => new(
        name,
        values is null
            ? "-"
            : string.Create(CultureInfo.InvariantCulture, $"p50 {values.P50:F2}  p95 {values.P95:F2}  max {values.Max:F2} s"),
        meaning);

    /// <param name="values">Seconds.</param>
    public static FigureRow Milliseconds(string name, Distribution? values, string meaning) => new(
        name,
        values is null
            ? "-"
            : string.Create(
                CultureInfo.InvariantCulture, $"p50 {values.P50 * 1000:F0}  p95 {values.P95 * 1000:F0}  max {values.Max * 1000:F0} ms"),
        meaning);

    /// <summary>Of shares that are far below one percent.</summary>
    public static FigureRow SmallPercent(string name, double share, string meaning) =>
        new(name, string.Create(CultureInfo.InvariantCulture, $"{share * 100:F4} %"), meaning);

    public static FigureRow Percent(string name, double share, string meaning = "") =>
        new(name, string.Create(CultureInfo.InvariantCulture, $"{share * 100:F2} %"), meaning);

    public static FigureRow Number(string name, double value, string unit, string meaning = "") =>
        new(name, string.Create(CultureInfo.InvariantCulture, $"{value:0.###} {unit}"), meaning);

    public static FigureRow Errors(string name, WordErrorRate wer) => Percent(
        name,
        wer.Rate,
        $"{wer.Substitutions} other, {wer.Deletions} missing, {wer.Insertions} too many of {wer.ReferenceWords} words");
}
