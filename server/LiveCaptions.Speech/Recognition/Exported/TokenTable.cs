using System.Globalization;
using System.Text;

namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>
/// The tokens of a model: <c>tokens.txt</c>, a line for each with its text and its number. A text that begins with <c>▁</c> begins a word;
/// <c>&lt;0xE4&gt;</c> is a byte of a character; whatever else stands in such brackets is no text.
/// </summary>
internal sealed class TokenTable
{
    /// <summary>Tokens of the largest vocabulary.</summary>
    private const int Most = 1 << 20;

    private const char WordStart = '▁';

    private readonly Dictionary<int, string> _symbols = [];
    private readonly string _path;

    private TokenTable(string path) => _path = path;

    public int Count => _symbols.Count;

    /// <summary>Whether no token has a small letter, so that all would be shouted.</summary>
    public bool IsUpperCase { get; private set; }

    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public static TokenTable Read(string path)
    {
        var table = new TokenTable(path);
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Length > 0)
            {
                table.Add(line, number);
            }
        }

        table.IsUpperCase = !table._symbols.Values.Any(symbol => !IsBracketed(symbol) && symbol.Any(char.IsLower));
        return table;
    }

    /// <summary>The number of the first of some symbols that there is; null where there is none.</summary>
    public int? Find(params ReadOnlySpan<string> symbols)
    {
        foreach (var symbol in symbols)
        {
            foreach (var (id, text) in _symbols)
            {
                if (text == symbol)
                {
                    return id;
                }
            }
        }

        return null;
    }

    /// <exception cref="InvalidDataException">A token of the vocabulary is not there.</exception>
    public void CheckHas(int tokens)
    {
        for (var id = 0; id < tokens; id++)
        {
            if (!_symbols.ContainsKey(id))
            {
                throw new InvalidDataException(
                    $"{_path}: there is no token {id}, and the model says {tokens}. Take the file that came with it.");
            }
        }
    }

    public bool BeginsWord(int id) => _symbols.TryGetValue(id, out var symbol) && symbol[0] == WordStart;

    /// <summary>What a token writes; nothing for those that are no text.</summary>
    public byte[] Text(int id)
    {
        var symbol = _symbols.GetValueOrDefault(id, "");
        if (symbol is ['<', '0', 'x', _, _, '>'] && byte.TryParse(symbol.AsSpan(3, 2), NumberStyles.HexNumber, null, out var value))
        {
            return [value];
        }

        return IsBracketed(symbol)
            ? []
            : Encoding.UTF8.GetBytes(string.Concat(symbol.Where(c => c != WordStart && !char.IsWhiteSpace(c) && !char.IsControl(c))));
    }

    private void Add(string line, int number)
    {
        var space = line.TrimEnd().LastIndexOfAny([' ', '\t']);
        var symbol = space > 0 ? line[..space].TrimEnd() : "";

        // A token that is a space has a number behind it and nothing else.
        symbol = symbol.Length == 0 ? WordStart.ToString() : symbol;
        if (!int.TryParse(line.AsSpan(space + 1), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var id)
            || id >= Most || !_symbols.TryAdd(id, symbol))
        {
            throw new InvalidDataException(
                $"{_path}, line {number}: a line has a token and its number, such as '▁one 3', and no number comes twice.");
        }
    }

    private static bool IsBracketed(string symbol) => symbol is ['<', _, .., '>'];
}
