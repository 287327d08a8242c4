namespace LiveCaptions.Captions.Line21;

/// <summary>Control codes of CEA-608's first channel, without parity: two bytes in one number.</summary>
internal static class Line21Codes
{
    public const int ResumeCaptionLoading = 0x1420;
    public const int Backspace = 0x1421;
    public const int DeleteToEndOfRow = 0x1424;
    public const int RollUpTwoRows = 0x1425;
    public const int RollUpFourRows = 0x1427;
    public const int ResumeDirectCaptioning = 0x1429;
    public const int TextRestart = 0x142A;
    public const int ResumeTextDisplay = 0x142B;
    public const int EraseDisplayedMemory = 0x142C;
    public const int CarriageReturn = 0x142D;
    public const int EraseNonDisplayedMemory = 0x142E;
    public const int EndOfCaption = 0x142F;

    /// <summary>Plus the columns, 1 to 3.</summary>
    public const int TabOffset = 0x1720;

    public const int Rows = 15;
    public const int Columns = 32;

    /// <summary>First byte and beginning of the second of the code that goes to a row, from row 1.</summary>
    private static readonly (int First, int Second)[] RowCodes =
    [
        (0x11, 0x40), (0x11, 0x60), (0x12, 0x40), (0x12, 0x60), (0x15, 0x40), (0x15, 0x60), (0x16, 0x40), (0x16, 0x60),
        (0x17, 0x40), (0x17, 0x60), (0x10, 0x40), (0x13, 0x40), (0x13, 0x60), (0x14, 0x40), (0x14, 0x60),
    ];

    /// <summary>The preamble address code of a row.</summary>
    /// <param name="row">From 1.</param>
    /// <param name="column">A multiple of 4, from 0.</param>
    public static int RowCode(int row, int column)
    {
        var (first, second) = RowCodes[row - 1];
        return (first << 8) | second | 0x10 | (column / 4 << 1);
    }

    /// <returns>Row, from 1, and column of a preamble address code; null where it is none.</returns>
    public static (int Row, int Column)? PlaceOf(int code)
    {
        var (first, second) = (code >> 8, code & 0x60);
        var row = (code & 0xFF) < 0x40
            ? -1
            : Array.FindIndex(RowCodes, known => known.First == first && (known.Second == second || first == 0x10));
        return row < 0 ? null : (row + 1, (code & 0x10) == 0 ? 0 : (code & 0x0E) * 2);
    }
}
