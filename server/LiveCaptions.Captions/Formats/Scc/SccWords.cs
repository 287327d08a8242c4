using LiveCaptions.Captions.Line21;

namespace LiveCaptions.Captions.Formats.Scc;

/// <summary>
/// The words (two bytes each, one per frame) that load a caption. Control codes are sent twice, as each may be lost on the air.
/// </summary>
internal static class SccWords
{
    /// <param name="rows">In the characters of CEA-608, no wider than the screen.</param>
    public static List<int> Loading(IReadOnlyList<string> rows)
    {
        var words = new List<int>();
        Twice(words, Line21Codes.EraseNonDisplayedMemory);
        Twice(words, Line21Codes.ResumeCaptionLoading);
        for (var i = 0; i < rows.Count; i++)
        {
            var column = (Line21Codes.Columns - rows[i].Length) / 2;
            Twice(words, Line21Codes.RowCode(Line21Codes.Rows - rows.Count + 1 + i, column / 4 * 4));
            if (column % 4 > 0)
            {
                Twice(words, Line21Codes.TabOffset + (column % 4));
            }

            AddText(words, rows[i]);
        }

        return words;
    }

    public static void Twice(List<int> words, int code)
    {
        words.Add(code);
        words.Add(code);
    }

    /// <summary>With odd parity, as the file has it.</summary>
    public static string Hex(int word) => $"{Parity.Of(word >> 8):x2}{Parity.Of(word):x2}";

    private static void AddText(List<int> words, string text)
    {
        int? waiting = null;
        foreach (var letter in text)
        {
            var (first, second) = Line21Characters.CodesOf(letter);
            if (second == 0)
            {
                AddBasic(first);
                continue;
            }

            if (Line21Characters.IsExtended(first))
            {
                AddBasic(Line21Characters.LikenessOf(first, second));
            }

            // A pair is a word of its own.
            Flush();
            Twice(words, (first << 8) | second);
        }

        Flush();

        void AddBasic(int code)
        {
            if (waiting is { } before)
            {
                words.Add((before << 8) | code);
                waiting = null;
            }
            else
            {
                waiting = code;
            }
        }

        void Flush()
        {
            if (waiting is { } last)
            {
                words.Add(last << 8);
                waiting = null;
            }
        }
    }
}
