using System.Xml;
using LiveCaptions.Captions.Reading.Ttml;

namespace LiveCaptions.Captions.Reading;

/// <summary>
/// TTML (W3C) and its profiles, such as IMSC1 and EBU-TT-D: paragraphs, or spans where those have the times. Who speaks is its agent.
/// Styles and places go.
/// </summary>
public sealed class TtmlReader : ICaptionReader
{
    public IReadOnlyList<string> Extensions { get; } = ["ttml", "dfxp", "xml"];

    public CaptionFile Read(ReadOnlySpan<byte> file)
    {
        FileText.RequireSize(file);
        using var bytes = new MemoryStream(file.ToArray(), writable: false);
        var cues = new CueList();
        var document = new TtmlDocument(cues);
        try
        {
            // It looks at the first bytes already here: what they are encoded in may be no encoding.
            using var xml = XmlReader.Create(bytes, new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true
            });
            while (xml.Read())
            {
                document.Take(xml);
            }
        }
        catch (XmlException e)
        {
            throw new CaptionReadException(
                Math.Max(1, e.LineNumber), $"this is no XML that can be read: {e.Message.ReplaceLineEndings(" ")}");
        }

        return document.IsTtml
            ? cues.ToFile("TTML file", document.Language)
            : throw new CaptionReadException(1, "this is no TTML file: its first element is not tt");
    }
}
