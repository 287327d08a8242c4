using System.Globalization;
using System.Text;

namespace LiveCaptions.Captions.Text;

/// <summary>How many columns text takes: East Asian wide characters two, combining and invisible ones none, others one.</summary>
public static partial class DisplayWidth
{
    public static int Of(ReadOnlySpan<char> text)
    {
        var columns = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            columns += Of(rune);
        }

        return columns;
    }

    public static int Of(Rune rune)
    {
        if (rune.IsAscii)
        {
            return 1;
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Format => 0,
            UnicodeCategory.OtherNotAssigned => 2, // a player shows a box, and new code points are mostly emoji
            _ => Contains(Combining, rune.Value) ? 0 : Contains(Wide, rune.Value) ? 2 : 1,
        };
    }

    private static bool Contains(ReadOnlySpan<int> ranges, int value)
    {
        var at = ranges.BinarySearch(value);

        // Not a range's edge: inside one when the next edge is a last one (odd index).
        return at >= 0 || (~at & 1) == 1;
    }
}
