using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Speech.Recognition;
using Spectre.Console;

namespace LiveCaptions.Bench;

/// <summary>A bench's figures with all that they depend on.</summary>
public sealed record BenchReport
{
    // Into a file or a pipe the table keeps its lines whole.
    private const int MinWidth = 160;

    private static readonly JsonSerializerOptions Json = new(CaptionJson.Options) { WriteIndented = true };

    public required string Bench { get; init; }

    public required MachineInfo Machine { get; init; }

    public required DateTimeOffset Date { get; init; }

    public required string Engine { get; init; }

    /// <summary>What the engine measured when it was loaded.</summary>
    public required EngineCapacity Capacity { get; init; }

    public required LoadFigures Load { get; init; }

    /// <summary>What was asked for on the command line.</summary>
    public required IReadOnlyDictionary<string, object?> Settings { get; init; }

    /// <summary>As object, so that it is written with the members of what it is.</summary>
    public required object Figures { get; init; }

    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, JsonSerializer.Serialize(this, Json) + "\n");
    }

    public void Print(TextWriter output, IEnumerable<FigureRow> rows)
    {
        var table = new Table
        {
            Border = TableBorder.Rounded,
            Title = new TableTitle(Markup.Escape($"{Bench}, {Engine}, {Machine.Cores} × {Machine.Cpu}"))
        };
        table.AddColumns("figure", "value", "meaning");
        foreach (var row in rows.Append(
            FigureRow.Number("model load", Load.Seconds, "s", $"{Load.CpuSeconds:F1} CPU seconds, in none of the figures above")))
        {
            table.AddRow(Markup.Escape(row.Name), Markup.Escape(row.Value), Markup.Escape(row.Meaning));
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = Math.Max(console.Profile.Width, MinWidth);
        console.Write(table);
    }
}
