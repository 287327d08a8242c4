using System.Text;

namespace LiveCaptions.Server.Publishing;

/// <summary>A table for spreadsheets (RFC 4180). What a spreadsheet would take for a formula is kept from being one.</summary>
internal static class CsvTable
{
    /// <param name="head">Names of the columns, parted by commas.</param>
    public static string Of(string head, IEnumerable<string?[]> rows)
    {
        var text = new StringBuilder(head).Append("\r\n");
        foreach (var cells in rows)
        {
            text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
        }

        return text.ToString();
    }

    private static string Cell(string? text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text ?? "";
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
