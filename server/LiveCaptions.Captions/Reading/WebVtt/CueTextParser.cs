using System.Globalization;
using System.Text;

namespace LiveCaptions.Captions.Reading.WebVtt;

/// <summary>The markup of a cue's text to a tree, as the standard builds it (6.4): whatever is written becomes one.</summary>
internal sealed class CueTextParser
{
    /// <summary>Elements within each other; deeper ones are as if they were not there.</summary>
    private const int MaxDepth = 32;

    private readonly string _text;
    private readonly List<CueNode> _open = [new CueNode("cue")];
    private int _at;

    private CueTextParser(string text) => _text = text;

    private CueNode Current => _open[^1];

    public static CueNode Parse(string text)
    {
        var parser = new CueTextParser(text);
        while (parser._at < text.Length)
        {
            if (text[parser._at] == '<')
            {
                parser.Tag();
            }
            else
            {
                parser.Text();
            }
        }

        return parser._open[0];
    }

    private void Text()
    {
        var end = _text.IndexOf('<', _at);
        end = end < 0 ? _text.Length : end;
        Current.Children.Add(new CueNode("text", CharacterReferences.Decode(_text[_at..end])));
        _at = end;
    }

    private void Tag()
    {
        var end = _text.IndexOf('>', _at);
        var tag = end < 0 ? _text[(_at + 1)..] : _text[(_at + 1)..end];
        _at = end < 0 ? _text.Length : end + 1;
        if (tag.StartsWith('/'))
        {
            Close(tag[1..]);
        }
        else if (tag.Length > 0 && char.IsAsciiDigit(tag[0]))
        {
            if (WebVttTimes.ParseWhole(tag) is { } time)
            {
                Current.Children.Add(new CueNode("time", time.ToString(CultureInfo.InvariantCulture)));
            }
        }
        else
        {
            Open(tag);
        }
    }

    private void Open(string tag)
    {
        var space = tag.AsSpan().IndexOfAny(" \t\n\f");
        var names = (space < 0 ? tag : tag[..space]).Split('.');
        var annotation = space < 0 ? "" : CharacterReferences.Decode(Collapse(tag[space..]));
        var classes = string.Join(' ', names.Skip(1).Where(name => name.Length > 0));
        if (names[0] is not ("c" or "i" or "b" or "u" or "ruby" or "v" or "lang" or "rt")
            || (names[0] == "rt" && Current.Kind != "ruby") || _open.Count > MaxDepth)
        {
            return;
        }

        var node = new CueNode(names[0], names[0] is "v" or "lang" ? annotation : "", classes);
        Current.Children.Add(node);
        _open.Add(node);
    }

    private void Close(string name)
    {
        if (_open.Count > 1 && Current.Kind == name)
        {
            _open.RemoveAt(_open.Count - 1);
        }
        else if (name == "ruby" && Current.Kind == "rt")
        {
            _open.RemoveRange(_open.Count - 2, 2);
        }
    }

    private static string Collapse(string text)
    {
        var words = text.Split([' ', '\t', '\n', '\f', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return new StringBuilder().AppendJoin(' ', words).ToString();
    }
}
