using System.Text;

namespace LiveCaptions.Server.Commands;

/// <summary>Reads comma-separated values (RFC 4180); also with semicolons, as spreadsheets of some countries write them.</summary>
internal static class CsvLines
{
    /// <returns>The lines that are not empty, by cells.</returns>
    public static IReadOnlyList<List<string>> Read(string text)
    {
        text = text.TrimStart('\uFEFF');
        var firstLine = text.AsSpan(0, text.IndexOfAny(['\r', '\n']) is >= 0 and var end ? end : text.Length);
        var separator = firstLine.Contains(',') || !firstLine.Contains(';') ? ',' : ';';
        var (rows, row, cell, isQuoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (letter == '"')
            {
                // Two of them within quotes are one.
                if (isQuoted && i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append(text[i++]);
                }
                else
                {
                    isQuoted = !isQuoted;
                }
            }
            else if (!isQuoted && letter == separator)
            {
                EndCell();
            }
            else if (!isQuoted && letter is '\r' or '\n')
            {
                EndRow();
            }
            else
            {
                cell.Append(letter);
            }
        }

        EndRow();
        return rows;

        void EndCell()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }

        void EndRow()
        {
            EndCell();
            if (row.Exists(value => value.Length > 0))
            {
                rows.Add(row);
            }

            row = [];
        }
    }
}
