using System.CommandLine;
using LiveCaptions.Captions.Formats;

namespace LiveCaptions.Server.Commands;

/// <summary>Options of caption formats on the command line; see docs/formats.md.</summary>
internal sealed class FormatArguments
{
    private readonly Dictionary<string, Option<string?>> _options = new(StringComparer.Ordinal)
    {
        [FormatOptionText.Profile] = Named(
            "--profile", "Rules of layout: line length, reading speed, durations, gaps", "default|netflix|bbc|youtube"),
        [FormatOptionText.Speakers] = Named(
            "--speaker-marks", "How formats say who speaks (default: each its own way)", "none|names|dashes|chevrons|colors"),
        [FormatOptionText.Placement] = Named(
            "--placement", "apart: who speaks at the same time has places of their own, also in vtt", "apart|auto"),
        [FormatOptionText.Music] = Named("--music", "notes: music is ♪ music ♪, also in vtt and srt", "notes|words"),
        [FormatOptionText.Note] = Named("--note", "provenance: a comment says where the captions are from, also in vtt", "provenance|none"),
        [FormatOptionText.FrameRateName] = Named("--frame-rate", "Times in ttml count frames of this rate", "N"),
    };

    public void AddTo(Command command)
    {
        foreach (var option in _options.Values)
        {
            command.Add(option);
        }
    }

    /// <exception cref="UsageException">One is not right.</exception>
    public FormatOptions Read(ParseResult result)
    {
        var (options, fault) = FormatOptionText.Read(name => result.GetValue(_options[name]));
        return options ?? throw new UsageException(fault!);
    }

    private static Option<string?> Named(string name, string description, string help) =>
        new(name) { Description = description, HelpName = help };
}
