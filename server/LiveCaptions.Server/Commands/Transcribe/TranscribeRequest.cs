using LiveCaptions.Captions.Formats;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Transcribing;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>What <c>transcribe</c> was asked to do, checked as far as that goes without the engine.</summary>
public sealed record TranscribeRequest
{
    public required IReadOnlyList<string> Inputs { get; init; }

    public required string OutputFolder { get; init; }

    public required IReadOnlyList<ICueFormat> Formats { get; init; }

    public RecognitionQuality Quality { get; init; } = RecognitionQuality.Best;

    /// <summary>Feeds the audio no faster than it plays.</summary>
    public bool RealTime { get; init; }

    /// <summary>BCP 47; null lets the engine choose.</summary>
    public string? Language { get; init; }

    /// <summary>What may be spoken where no <see cref="Language"/> is named, BCP 47; empty for anything.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Number of the audio track to take of files that have several, from 1; null leaves it to them and the language.</summary>
    public int? Track { get; init; }

    internal MediaChoice Choice => new(Track, Language);

    /// <summary>Whether to tell speakers apart.</summary>
    public bool Diarization { get; init; } = true;

    public SpeakerCount Speakers { get; init; } = SpeakerCount.Unknown;

    /// <summary>Who speaks on each channel of inputs that are split; null mixes the channels.</summary>
    public IReadOnlyList<string>? ChannelNames { get; init; }

    /// <summary>Whether to tell how it is said.</summary>
    public bool Emotion { get; init; } = true;

    /// <summary>Whether to tell music.</summary>
    public bool Sounds { get; init; }

    /// <summary>Names and jargon to expect.</summary>
    public IReadOnlyList<string> Keyterms { get; init; } = [];

    /// <summary>How words are written; null leaves them as the engine wrote them.</summary>
    public FormattingSettings? Formatting { get; init; }

    internal TranscribingOptions Transcribing => new()
    {
        Language = Language, Languages = Languages, Quality = Quality, RealTime = RealTime, Emotion = Emotion,
        Sounds = Sounds, Keyterms = Keyterms, Formatter = FormattingSettings.Create(Formatting),
    };

    /// <summary>Whether some words are to be hidden: then nothing is kept before they are.</summary>
    internal bool RedactsWords => FormattingSettings.Create(Formatting) is { Options.Redacts: true };

    /// <summary>Whether formats to be shown mark changes of that.</summary>
    public bool MarksEmotions { get; init; }

    /// <summary>What is asked of the formats.</summary>
    public FormatOptions FormatOptions { get; init; } = new();

    /// <summary>The output of an input: its name without its ending (an address's: its title), with the format's.</summary>
    public string OutputPath(string name, ICueFormat format) => Path.Combine(OutputFolder, $"{name}.{format.Extension}");

    /// <summary>Whether an input is to be fetched.</summary>
    public static bool IsAddress(string input) => input.Contains("://", StringComparison.Ordinal) && !File.Exists(input);

    /// <exception cref="UsageException">A format is not known, an input is no address that is fetched or an unknown option, an address
    /// or standard input is given twice, or two files have the same output.</exception>
    public static TranscribeRequest Create(IReadOnlyList<string> inputs, string folder, string formats)
    {
        if (inputs.FirstOrDefault(input => IsAddress(input) && !IsWeb(input)) is { } address)
        {
            throw new UsageException($"{address}: addresses begin with http:// or https://.");
        }

        if (inputs.FirstOrDefault(input => input.StartsWith('-') && !StandardInput.Is(input) && !File.Exists(input)) is { } option)
        {
            throw new UsageException($"There is no option '{option}', and no such file.");
        }

        if (inputs.Where(IsAddress).GroupBy(input => input, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new UsageException($"{twice.Key} is given twice.");
        }

        if (inputs.Count(StandardInput.Is) > 1)
        {
            throw new UsageException("Standard input is given twice; it can be read once.");
        }

        var request = new TranscribeRequest { Inputs = inputs, OutputFolder = folder, Formats = ParseFormats(formats) };
        var clash = inputs.Where(input => !IsAddress(input))
            .GroupBy(input => request.OutputPath(OutputNames.OfFile(input), request.Formats[0]), StringComparer.Ordinal)
            .FirstOrDefault(group => group.Count() > 1);
        return clash is null
            ? request
            : throw new UsageException(
                $"{string.Join(" and ", clash)} would both be written to {clash.Key}. Transcribe them into different folders.");
    }

    private static bool IsWeb(string address) => Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https");

    private static List<ICueFormat> ParseFormats(string formats)
    {
        var names = formats.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.OrdinalIgnoreCase);
        var found = names.Select(name => CueFormats.Find(name) ?? throw Unknown($"There is no format '{name}'")).ToList();
        return found.Count > 0 ? found : throw Unknown("No format is named");
    }

    private static UsageException Unknown(string what) =>
        new($"{what}. There are: {string.Join(", ", CueFormats.All.Select(format => format.Extension))}.");
}
