using LiveCaptions.Captions.Line21;

namespace LiveCaptions.Captions.Reading.Scc;

/// <summary>One of the two memories of a CEA-608 decoder: 15 rows of 32 letters, and where the next one goes.</summary>
internal sealed class Line21Memory
{
    private readonly char[,] _letters = new char[Line21Codes.Rows, Line21Codes.Columns];

    /// <summary>Whether nothing was written since it was erased.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>From 1.</summary>
    public int Row { get; private set; } = Line21Codes.Rows;

    /// <summary>From 0; 32 behind the last.</summary>
    public int Column { get; private set; }

    /// <summary>The rows that show something, from top to bottom.</summary>
    public IReadOnlyList<string> Rows => [.. Enumerable.Range(1, Line21Codes.Rows).Select(TextOf).Where(row => row.Length > 0)];

    public string TextOf(int row)
    {
        var letters = Enumerable.Range(0, Line21Codes.Columns).Select(column => _letters[row - 1, column])
            .Select(letter => letter == '\0' ? ' ' : letter);
        return string.Concat(letters).Trim();
    }

    public void MoveTo(int row, int column) => (Row, Column) = (row, Math.Clamp(column, 0, Line21Codes.Columns - 1));

    /// <summary>The last column is written again and again; a backspace behind it takes what is in it.</summary>
    public void Write(char letter)
    {
        _letters[Row - 1, Math.Min(Column, Line21Codes.Columns - 1)] = letter;
        IsEmpty &= letter == ' ';
        Column = Math.Min(Column + 1, Line21Codes.Columns);
    }

    public void Back()
    {
        Column = Math.Max(0, Column - 1);
        _letters[Row - 1, Column] = '\0';
    }

    public void EraseToEndOfRow()
    {
        for (var column = Column; column < Line21Codes.Columns; column++)
        {
            _letters[Row - 1, column] = '\0';
        }
    }

    public void Erase()
    {
        Array.Clear(_letters);
        IsEmpty = true;
    }
}
