using System.Globalization;
using System.Text;
using System.Xml;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Layout;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Formats;

/// <summary>
/// TTML (W3C) in IMSC1's text profile, in the publishing layout: speakers are agents with colors, who speaks at the same time has a
/// region above the others. Times in milliseconds, or in frames where a frame rate is asked for.
/// </summary>
public sealed class TtmlFormat : ICueFormat
{
    private const string Tt = "http://www.w3.org/ns/ttml";
    private const string Parameters = "http://www.w3.org/ns/ttml#parameter";
    private const string Styling = "http://www.w3.org/ns/ttml#styling";
    private const string Metadata = "http://www.w3.org/ns/ttml#metadata";
    private const string TextProfile = "http://www.w3.org/ns/ttml/profile/imsc1/text";
    private const string Xml = "http://www.w3.org/XML/1998/namespace";

    /// <summary>Percent of the height that two lines take, and regions that IMSC1 shows at the same time. They must not overlap.</summary>
    private const int PlaceHeight = 15;
    private const int MaxPlaces = 4;

    public string Extension => "ttml";

    public string ContentType => "application/ttml+xml; charset=utf-8";

    public void Write(CaptionDocument document, Stream output)
    {
        var cues = ShownCues.Of(document, new FormatHabits { Speakers = SpeakerMarks.Colors, PlacedApart = true, MusicNotes = true });
        using var writer = XmlWriter.Create(output, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
            CloseOutput = false
        });
        var rate = document.Options.FrameRate;
        writer.WriteStartElement("tt", Tt);
        writer.WriteAttributeString("xmlns", "ttp", null, Parameters);
        writer.WriteAttributeString("xmlns", "tts", null, Styling);
        writer.WriteAttributeString("xmlns", "ttm", null, Metadata);
        writer.WriteAttributeString("xml", "lang", Xml, CaptionText.Clean(document.Language ?? ""));
        writer.WriteAttributeString("profile", Parameters, TextProfile);
        writer.WriteAttributeString("timeBase", Parameters, "media");
        writer.WriteAttributeString("cellResolution", Parameters, "32 15");
        WriteRate(writer, rate);
        WriteHead(writer, document, cues);
        WriteBody(writer, cues, document.Options.Speakers ?? SpeakerMarks.Colors, rate);
        writer.WriteEndElement();
        writer.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteRate(XmlWriter writer, FrameRate? rate)
    {
        if (rate is not null)
        {
            writer.WriteAttributeString("frameRate", Parameters, $"{rate.Nominal}");
            writer.WriteAttributeString("frameRateMultiplier", Parameters, rate.IsNtsc ? "1000 1001" : "1 1");
        }
    }

    private static void WriteHead(XmlWriter writer, CaptionDocument document, IReadOnlyList<ShownCue> cues)
    {
        var colors = new SpeakerColors(cues.Select(shown => shown.Cue.Speaker));
        writer.WriteStartElement("head", Tt);
        if (document.Options.Provenance != false)
        {
            writer.WriteElementString("desc", Metadata, string.Join("; ", Provenance.Of(document)));
        }

        foreach (var speaker in colors.Speakers)
        {
            writer.WriteStartElement("agent", Metadata);
            writer.WriteAttributeString("id", Xml, Agent(colors, speaker));
            writer.WriteAttributeString("type", "person");
            writer.WriteStartElement("name", Metadata);
            writer.WriteAttributeString("type", "full");
            writer.WriteString(CaptionText.Clean(speaker.Label));
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        WriteStyles(writer, colors);
        WriteRegions(writer, cues.Max(shown => (int?)shown.Place) ?? 0);
        writer.WriteEndElement();
    }

    private static void WriteStyles(XmlWriter writer, SpeakerColors colors)
    {
        writer.WriteStartElement("styling", Tt);
        WriteStyle(
            writer, "text", ("fontFamily", "proportionalSansSerif"), ("fontSize", "80%"), ("lineHeight", "125%"),
            ("textAlign", "center"), ("color", "#ffffff"), ("backgroundColor", "#000000cc"));
        foreach (var (name, rgb) in colors.Used)
        {
            WriteStyle(writer, name, ("color", $"#{rgb}"));
        }

        writer.WriteEndElement();
    }

    private static void WriteStyle(XmlWriter writer, string id, params (string Name, string Value)[] properties)
    {
        writer.WriteStartElement("style", Tt);
        writer.WriteAttributeString("id", Xml, id);
        foreach (var (name, value) in properties)
        {
            writer.WriteAttributeString(name, Styling, value);
        }

        writer.WriteEndElement();
    }

    private static void WriteRegions(XmlWriter writer, int highest)
    {
        writer.WriteStartElement("layout", Tt);
        for (var place = 0; place <= Math.Min(highest, MaxPlaces - 1); place++)
        {
            writer.WriteStartElement("region", Tt);
            writer.WriteAttributeString("id", Xml, Region(place));
            writer.WriteAttributeString("origin", Styling, $"10% {(highest == 0 ? 10 : 95 - ((place + 1) * PlaceHeight))}%");
            writer.WriteAttributeString("extent", Styling, $"80% {(highest == 0 ? 85 : PlaceHeight)}%");
            writer.WriteAttributeString("displayAlign", Styling, "after");
            writer.WriteAttributeString("overflow", Styling, "visible");
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static void WriteBody(XmlWriter writer, IReadOnlyList<ShownCue> cues, SpeakerMarks marks, FrameRate? rate)
    {
        var colors = new SpeakerColors(cues.Select(shown => shown.Cue.Speaker));
        writer.WriteStartElement("body", Tt);
        writer.WriteAttributeString("style", "text");
        writer.WriteStartElement("div", Tt);
        foreach (var (i, (cue, place)) in cues.Index())
        {
            writer.WriteStartElement("p", Tt);
            writer.WriteAttributeString("id", Xml, $"c{i + 1}");
            writer.WriteAttributeString("begin", Time(cue.Start, rate));
            writer.WriteAttributeString("end", End(cue, rate));
            writer.WriteAttributeString("region", Region(Math.Min(place ?? 0, MaxPlaces - 1)));
            if (cue.Speaker is { } speaker)
            {
                writer.WriteAttributeString("agent", Metadata, Agent(colors, speaker));
                if (marks == SpeakerMarks.Colors)
                {
                    writer.WriteAttributeString("style", colors.Of(speaker).Name);
                }
            }

            WriteText(writer, cue);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    /// <summary>Behind text the writer indents nothing, so that there is no white space around line breaks.</summary>
    private static void WriteText(XmlWriter writer, PublishedCue cue)
    {
        writer.WriteString(cue.Lines[0]);
        foreach (var line in cue.Lines.Skip(1))
        {
            writer.WriteStartElement("br", Tt);
            writer.WriteEndElement();
            writer.WriteString(line);
        }
    }

    private static string Agent(SpeakerColors colors, CueSpeaker speaker) => $"a{colors.NumberOf(speaker)}";

    private static string Region(int place) => $"place{place}";

    /// <summary>A cue takes a frame at least.</summary>
    private static string End(PublishedCue cue, FrameRate? rate) =>
        rate is null ? CaptionTime.Format(cue.End, '.') : Frames(Math.Max(rate.FrameAt(cue.End), rate.FrameAt(cue.Start) + 1), rate);

    private static string Time(long milliseconds, FrameRate? rate) =>
        rate is null ? CaptionTime.Format(milliseconds, '.') : Frames(rate.FrameAt(milliseconds), rate);

    private static string Frames(long frame, FrameRate rate)
    {
        var (seconds, rest) = Math.DivRem(frame, rate.Nominal);
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}:{rest:00}");
    }
}
