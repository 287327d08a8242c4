using System.Text;
using System.Xml;

namespace LiveCaptions.Captions.Reading.Ttml;

/// <summary>A TTML file as its nodes come.</summary>
internal sealed class TtmlDocument(CueList cues)
{
    private const int MaxDepth = 64;
    private const int MaxText = 20_000;
    private const int MaxAgents = 1_000;

    private readonly Stack<TtmlElement> _open = new();
    private readonly Dictionary<string, string> _agents = new(StringComparer.Ordinal);
    private TtmlTimes _times = new(_ => null);
    private string? _agent;
    private bool _isAbsolute;

    public bool IsTtml { get; private set; }

    /// <summary>BCP 47; null where the file does not tell.</summary>
    public string? Language { get; private set; }

    public void Take(XmlReader xml)
    {
        switch (xml.NodeType)
        {
            case XmlNodeType.Element:
                var isEmpty = xml.IsEmptyElement;
                Open(xml);
                if (isEmpty)
                {
                    Close();
                }

                break;
            case XmlNodeType.EndElement:
                Close();
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                Text(xml.Value);
                break;
        }
    }

    private void Open(XmlReader xml)
    {
        var line = ((IXmlLineInfo)xml).LineNumber;
        if (_open.Count == MaxDepth)
        {
            throw new CaptionReadException(line, $"elements are deeper than {MaxDepth} within each other");
        }

        var name = xml.LocalName;
        var attributes = Attributes(xml);
        if (_open.Count == 0)
        {
            Begin(name, attributes);
        }

        if (name == "agent")
        {
            _agent = attributes.GetValueOrDefault("id");
        }

        _open.Push(Element(
            name, line, attributes, _open.Count > 0 ? _open.Peek() : new TtmlElement("", line, 0, null, false, false, null, null, false)));
        if (name == "br")
        {
            _open.Peek().Text?.Append('\n');
        }
    }

    private void Begin(string name, Dictionary<string, string> attributes)
    {
        IsTtml = name == "tt";
        Language = attributes.GetValueOrDefault("lang");
        _times = new TtmlTimes(parameter => attributes.GetValueOrDefault(parameter));

        // Lyrics of this kind count all times from the file's beginning.
        _isAbsolute = attributes.ContainsKey("timing");
    }

    private TtmlElement Element(string name, int line, Dictionary<string, string> attributes, TtmlElement around)
    {
        long? Time(string attribute) => attributes.TryGetValue(attribute, out var text) ? _times.Parse(text) : null;
        var from = _isAbsolute ? 0 : around.Begin;
        var (begin, end, duration) = (Time("begin"), Time("end"), Time("dur"));
        var start = begin is { } later ? from + later : around.Begin;
        var stop = new[] { from + end, start + duration, around.End }.Min();
        var hasTimes = end is not null || duration is not null;

        // A span with times of its own is a cue where the paragraph has none.
        var isCue = name == "p" || (name == "span" && hasTimes && _open.All(outer => !outer.IsCue || !outer.HasTimes));
        return new TtmlElement(
            name,
            line,
            start,
            stop,
            hasTimes,
            attributes.TryGetValue("space", out var space) ? space == "preserve" : around.KeepsSpace,
            attributes.GetValueOrDefault("agent") ?? around.Speaker,
            isCue ? new StringBuilder() : name is "span" or "br" ? around.Text : null,
            isCue);
    }

    private void Close()
    {
        var element = _open.Pop();
        _agent = element.Name == "agent" ? null : _agent;
        if (!element.IsCue || element.Text is not { Length: > 0 } text || string.IsNullOrWhiteSpace(text.ToString()))
        {
            return;
        }

        if (element.End is { } end)
        {
            cues.Add(element.Line, element.Begin, end, text.ToString().Split('\n'), NameOf(element.Speaker));
        }
        else
        {
            cues.Leave(element.Line, "this text has no end and is left out; give it end or dur");
        }
    }

    private void Text(string text)
    {
        var element = _open.Count > 0 ? _open.Peek() : null;
        if (element is { Name: "name" } && _agent is not null && _agents.Count < MaxAgents)
        {
            _agents[_agent] = text;
        }
        else if (element?.Text is { Length: < MaxText } shown)
        {
            shown.Append(element.KeepsSpace ? text.ReplaceLineEndings("\n") : text.ReplaceLineEndings(" "));
        }
    }

    private string? NameOf(string? agents) =>
        agents?.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() is { } id ? _agents.GetValueOrDefault(id, id) : null;

    /// <summary>By their names without namespace: versions of the standard differ in these.</summary>
    private static Dictionary<string, string> Attributes(XmlReader xml)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        while (xml.MoveToNextAttribute())
        {
            if (xml.Prefix != "xmlns" && !xml.NamespaceURI.EndsWith("#styling", StringComparison.Ordinal))
            {
                attributes.TryAdd(xml.LocalName, xml.Value);
            }
        }

        xml.MoveToElement();
        return attributes;
    }
}
