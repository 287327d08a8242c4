using System.Globalization;

namespace LiveCaptions.Bench.Plots;

/// <summary>A figure that stands for a bench in the report's table and in its history.</summary>
/// <param name="Path">As <see cref="ResultFile.Find(string)"/> takes it.</param>
/// <param name="Scale">What the number in the file is multiplied with to be in the unit.</param>
internal sealed record Headline(string Name, string Path, string Unit = "", double Scale = 1)
{
    /// <summary>Name and unit, as an axis is called.</summary>
    public string Axis => Unit.Length > 0 ? $"{Name}, {Unit}" : Name;

    /// <returns>Null where the file has no such figure.</returns>
    public double? Of(ResultFile file) => file.Find(Path) * Scale;

    /// <returns>With its unit.</returns>
    public string Show(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:#,0.###}{(Unit.Length > 0 ? " " : "")}{Unit}");
}
