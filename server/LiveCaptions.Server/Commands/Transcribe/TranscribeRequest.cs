using LiveCaptions.Server.Exports;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>What <c>transcribe</c> was asked to do, checked as far as that goes without the engine.</summary>
public sealed record TranscribeRequest
{
    public required IReadOnlyList<string> Inputs { get; init; }

    public required string OutputFolder { get; init; }

    public required IReadOnlyList<ICueFormat> Formats { get; init; }

    /// <summary>Feeds the audio no faster than it plays.</summary>
    public bool RealTime { get; init; }

    /// <summary>BCP 47; null lets the engine choose.</summary>
    public string? Language { get; init; }

    /// <summary>The output of an input: its name without its ending, with the format's.</summary>
    public string OutputPath(string input, ICueFormat format) =>
        Path.Combine(OutputFolder, $"{Path.GetFileNameWithoutExtension(input)}.{format.Extension}");

    /// <summary>Where the finals of an input are kept until its output is written.</summary>
    public string JournalPath(string input) => Path.Combine(OutputFolder, $".{Path.GetFileNameWithoutExtension(input)}.livecaptions-journal");

    /// <exception cref="UsageException">A format is not known, an input is an address or an unknown option, or two inputs have the same output.</exception>
    public static TranscribeRequest Create(IReadOnlyList<string> inputs, string folder, string formats)
    {
        if (inputs.FirstOrDefault(IsAddress) is { } address)
        {
            throw new UsageException($"{address}: addresses are not taken yet. Download it first (yt-dlp does), then transcribe the file.");
        }

        if (inputs.FirstOrDefault(input => input.StartsWith('-') && !File.Exists(input)) is { } option)
        {
            throw new UsageException($"There is no option '{option}', and no such file.");
        }

        var request = new TranscribeRequest { Inputs = inputs, OutputFolder = folder, Formats = ParseFormats(formats) };
        var clash = inputs.GroupBy(input => request.OutputPath(input, request.Formats[0]), StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return clash is null ? request : throw new UsageException($"{string.Join(" and ", clash)} would both be written to {clash.Key}. Transcribe them into different folders.");
    }

    private static bool IsAddress(string input) => input.Contains("://", StringComparison.Ordinal) && !File.Exists(input);

    private static List<ICueFormat> ParseFormats(string formats)
    {
        var names = formats.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase);
        var found = names.Select(name => CueFormats.Find(name) ?? throw Unknown($"There is no format '{name}'")).ToList();
        return found.Count > 0 ? found : throw Unknown("No format is named");
    }

    private static UsageException Unknown(string what) =>
        new($"{what}. There are: {string.Join(", ", CueFormats.All.Select(format => format.Extension))}.");
}
