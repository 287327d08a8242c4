using System.Globalization;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Layout;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Formats;

/// <summary>
/// Advanced SubStation Alpha (.ass), in the publishing layout: a style, and by it a color, for each speaker; who speaks at the same
/// time stands above the others by margins. Times have hundredths of a second.
/// </summary>
public sealed class AssFormat : ICueFormat
{
    /// <summary>
    /// Of a screen of 1920 × 1080: from the bottom to the lowest line, and from one place to the next (two lines of text).
    /// </summary>
    private const int BottomMargin = 50;
    private const int PlaceHeight = 140;

    public string Extension => "ass";

    public string ContentType => "text/x-ssa; charset=utf-8";

    public void Write(CaptionDocument document, Stream output)
    {
        using var writer = Utf8Text.Writer(output);
        var cues = ShownCues.Of(document, new FormatHabits { Speakers = SpeakerMarks.Colors, PlacedApart = true, MusicNotes = true });
        var colors = new SpeakerColors(cues.Select(shown => shown.Cue.Speaker));
        var styles = StyleNames(colors.Speakers);
        WriteInfo(writer, document);
        WriteStyles(writer, colors, styles, isColored: (document.Options.Speakers ?? SpeakerMarks.Colors) == SpeakerMarks.Colors);
        writer.WriteLine("[Events]");
        writer.WriteLine("Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text");
        foreach (var (cue, place) in cues)
        {
            var margin = place is { } above ? BottomMargin + (above * PlaceHeight) : 0;
            var (style, name) = cue.Speaker is { } speaker ? (styles[speaker.Id], Field(speaker.Label)) : ("Default", "");
            var (start, end) = (Hundredths(cue.Start), Math.Max(Hundredths(cue.End), Hundredths(cue.Start) + 1));
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Dialogue: 0,{Time(start)},{Time(end)},{style},{name},0,0,{margin},,{string.Join("\\N", cue.Lines.Select(Escape))}"));
        }
    }

    private static void WriteInfo(StreamWriter writer, CaptionDocument document)
    {
        writer.WriteLine("[Script Info]");
        if (document.Options.Provenance != false)
        {
            writer.WriteLine(string.Join('\n', Provenance.Of(document).Select(line => $"; {line}")));
        }

        writer.WriteLine("ScriptType: v4.00+");
        writer.WriteLine("WrapStyle: 2");
        writer.WriteLine("ScaledBorderAndShadow: yes");
        writer.WriteLine("PlayResX: 1920");
        writer.WriteLine("PlayResY: 1080");
        if (document.Language is not null)
        {
            writer.WriteLine($"Language: {CaptionText.Clean(document.Language)}");
        }

        writer.WriteLine();
    }

    private static void WriteStyles(StreamWriter writer, SpeakerColors colors, Dictionary<string, string> styles, bool isColored)
    {
        writer.WriteLine("[V4+ Styles]");
        writer.WriteLine(
            "Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, "
            + "StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, "
            + "Alignment, MarginL, MarginR, MarginV, Encoding");
        writer.WriteLine(Style("Default", colors.Of(null).Rgb));
        foreach (var speaker in colors.Speakers)
        {
            writer.WriteLine(Style(styles[speaker.Id], colors.Of(isColored ? speaker : null).Rgb));
        }

        writer.WriteLine();
    }

    /// <summary>Colors have blue first.</summary>
    private static string Style(string name, string rgb) =>
        $"Style: {name},Arial,58,&H00{$"{rgb[4..]}{rgb[2..4]}{rgb[..2]}".ToUpperInvariant()},&H000000FF,&H00000000,&H80000000,0,0,0,0,100,"
        + $"100,0,0,1,3,1,2,120,120,{BottomMargin},1";

    /// <summary>Names of styles by the speaker's id: each is there once.</summary>
    private static Dictionary<string, string> StyleNames(IEnumerable<CueSpeaker> speakers)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "Default", "" };
        foreach (var speaker in speakers)
        {
            var label = Field(speaker.Label);
            var name = label;
            for (var i = 2; !taken.Add(name); i++)
            {
                name = $"{label} {i}".Trim();
            }

            names.Add(speaker.Id, name);
        }

        return names;
    }

    /// <summary>Fields end with a comma, and an asterisk before a style's name means nothing.</summary>
    private static string Field(string label) => CaptionText.Clean(label).Replace(',', ';').TrimStart('*', ' ');

    /// <summary>
    /// Braces are escaped as libass reads it; an invisible word joiner (U+2060) keeps a backslash from what follows it, and a brace
    /// from a backslash, which together other players take for an override.
    /// </summary>
    private static string Escape(string line) => line
        .Replace("\\", "\\\u2060", StringComparison.Ordinal)
        .Replace("{", "\\{\u2060", StringComparison.Ordinal)
        .Replace("}", "\\}", StringComparison.Ordinal);

    private static long Hundredths(long milliseconds) => (milliseconds + 5) / 10;

    private static string Time(long hundredths) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{hundredths / 360_000}:{hundredths / 6000 % 60:00}:{hundredths / 100 % 60:00}.{hundredths % 100:00}");
}
