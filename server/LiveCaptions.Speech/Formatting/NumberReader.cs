using System.Globalization;

namespace LiveCaptions.Speech.Formatting;

/// <summary>Reads English numbers.</summary>
internal static class NumberReader
{
    /// <param name="at">The words, by index; empty beyond the phrase.</param>
    /// <param name="from">Where the number begins.</param>
    /// <param name="joinsAnd">Whether <c>and</c> may be a part of it: not after <c>between</c>.</param>
    /// <returns>The longest number there; null where there is none.</returns>
    public static Quantity? Read(Func<int, string> at, int from, bool joinsAnd = true)
    {
        var whole = NumberWords.TryParse(at(from), out var digits)
            ? FromDigits(at, from, digits)
            : ReadWhole(at, from, joinsAnd);
        if (whole is null)
        {
            return null;
        }

        var number = whole.Scale is null && whole.Decimals is null ? WithDecimals(at, from, whole) : whole;
        return number.Scale is null && !IsRound(number) && NumberWords.Scale(at(from + number.Count)) is { } scale
            ? Scaled(number, at(from + number.Count), scale) : number;
    }

    /// <returns>An ordinal of ten or more, or one with its tens: its cardinal; null for first to ninth alone, and for other
    /// words.</returns>
    public static Quantity? ReadOrdinal(Func<int, string> at, int from)
    {
        for (var i = from; i < from + 8; i++)
        {
            var word = at(i);
            if (NumberWords.CardinalOf(word) is { } cardinal)
            {
                var (last, single) = (i, i == from && word is "hundredth" or "thousandth" or "millionth" or "billionth");
                var number = single ? new Quantity(1, NumberWords.Scale(cardinal) ?? 100)
                    : ReadWhole(k => k < last ? at(k) : k == last ? cardinal : "", from, joinsAnd: true);
                return number is { Scale: null } whole && whole.Count == i - from + 1 ? whole : number is { Scale: { } scale } scaled
                    && scaled.Count == i - from + 1
                    ? scaled with { Scale = null, Value = scaled.Value * NumberWords.Scale(scale)!.Value } : null;
            }

            if (!NumberWords.IsCardinal(word) && !(word is "and" or "a" && (i > from || word == "a")))
            {
                return null;
            }
        }

        return null;
    }

    /// <returns>0 to 99; null for another word.</returns>
    public static Quantity? ReadBelowHundred(Func<int, string> at, int from)
    {
        var word = at(from);
        if (NumberWords.Ten(word) is { } tens)
        {
            return NumberWords.Unit(at(from + 1)) is > 0 and var unit ? new Quantity(2, tens + unit) : new Quantity(1, tens);
        }

        return (NumberWords.Teen(word) ?? NumberWords.Unit(word)) is { } value ? new Quantity(1, value) : null;
    }

    private static Quantity FromDigits(Func<int, string> at, int from, decimal value)
    {
        var text = at(from);
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return new Quantity(1, Math.Truncate(value)) { Decimals = point < 0 ? null : text[(point + 1)..], IsDigits = true };
    }

    /// <summary>Thousands, millions, … and what is below them.</summary>
    private static Quantity? ReadWhole(Func<int, string> at, int from, bool joinsAnd)
    {
        if (ReadBelowThousand(at, from, joinsAnd, mayBeA: true) is not { } chunk)
        {
            return null;
        }

        var isFromA = at(from) == "a";
        var (total, i, limit, terms) = (0m, from, decimal.MaxValue, 0);
        string? onlyScale = null;
        var coefficient = chunk.Value;
        var and = 0;
        while (true)
        {
            var after = i + and + chunk.Count;
            if (NumberWords.Scale(at(after)) is not { } scale)
            {
                // What is below the last scale ends it.
                total += chunk.Value;
                i = after;
                onlyScale = null;
                terms++;
                break;
            }

            if (scale >= limit || chunk.Value >= 1000)
            {
                break;
            }

            total += chunk.Value * scale;
            i = after + 1;
            limit = scale;
            terms++;
            onlyScale = terms == 1 ? at(after) : null;
            and = joinsAnd && at(i) == "and" ? 1 : 0;
            if (ReadBelowThousand(at, i + and, joinsAnd, mayBeA: false) is not { } next || next.Value >= 1000 || next.Value == 0
                || (NumberWords.Scale(at(i + and + next.Count)) is { } scaleBehind && scaleBehind >= limit))
            {
                break;
            }

            chunk = next;
        }

        if (terms == 0)
        {
            return null;
        }

        var isLikeYear = !isFromA && limit == 1000 && total is > 2000 and < 2100;
        return onlyScale is null or "thousand"
            ? new Quantity(i - from, total) { IsFromA = isFromA, IsLikeYear = isLikeYear }
            : new Quantity(i - from, coefficient) { Scale = onlyScale, IsFromA = isFromA };
    }

    private static Quantity? ReadBelowThousand(Func<int, string> at, int from, bool joinsAnd, bool mayBeA)
    {
        if (mayBeA && at(from) == "a")
        {
            return at(from + 1) == "hundred" ? WithHundred(at, from, new Quantity(1, 1), joinsAnd)
                : NumberWords.Scale(at(from + 1)) is not null ? new Quantity(1, 1) : null;
        }

        if (ReadBelowHundred(at, from) is not { } number)
        {
            return null;
        }

        return at(from + number.Count) == "hundred" && number.Value > 0 && number.Value % 10 != 0 ? WithHundred(at, from, number, joinsAnd)
            : number;
    }

    private static Quantity WithHundred(Func<int, string> at, int from, Quantity hundreds, bool joinsAnd)
    {
        var i = from + hundreds.Count + 1;
        var and = joinsAnd && at(i) == "and" ? 1 : 0;
        var rest = ReadBelowHundred(at, i + and);
        return rest is { Value: > 0 } below && at(i + and + below.Count) != "hundred"
            ? new Quantity(hundreds.Count + 1 + and + below.Count, (hundreds.Value * 100) + below.Value)
            : new Quantity(hundreds.Count + 1, hundreds.Value * 100);
    }

    private static Quantity WithDecimals(Func<int, string> at, int from, Quantity whole)
    {
        var i = from + whole.Count;
        if (at(i) == "point")
        {
            var (decimals, count) = ReadDecimals(at, i + 1);
            while (count > 0 && at(i + 1 + count) == "point" && ReadDecimals(at, i + 2 + count) is { Count: > 0 } next)
            {
                // As versions are said: one point two point three.
                (decimals, count) = ($"{decimals}.{next.Decimals}", count + 1 + next.Count);
            }

            return count == 0 ? whole : whole with { Count = whole.Count + 1 + count, Decimals = decimals, IsDigits = false };
        }

        if (at(i) != "and")
        {
            return whole;
        }

        return (at(i + 1), at(i + 2)) switch
        {
            ("a", "half") => whole with { Count = whole.Count + 3, Decimals = "5", IsFromA = false },
            ("a", "quarter") => whole with { Count = whole.Count + 3, Decimals = "25", IsFromA = false },
            ("three", "quarters") => whole with { Count = whole.Count + 3, Decimals = "75", IsFromA = false },
            _ => whole,
        };
    }

    private static (string Decimals, int Count) ReadDecimals(Func<int, string> at, int from)
    {
        var decimals = "";
        var i = from;
        while (DigitOf(at(i)) is { } digit)
        {
            decimals += digit.ToString(CultureInfo.InvariantCulture);
            i++;
        }

        if (decimals.Length == 0 && ReadBelowHundred(at, from) is { Value: >= 10 } pair)
        {
            return (pair.Value.ToString("0", CultureInfo.InvariantCulture), pair.Count);
        }

        return (decimals, i - from);
    }

    private static int? DigitOf(string word) => NumberWords.Unit(word) ?? (word is "oh" or "o" ? 0 : null);

    /// <summary>What ends with a scale or with hundreds of thousands takes no scale more.</summary>
    private static bool IsRound(Quantity number) => number.Decimals is null && !number.IsDigits;

    private static Quantity Scaled(Quantity number, string name, decimal scale)
    {
        if (name != "thousand")
        {
            return number with { Count = number.Count + 1, Scale = name };
        }

        if (!decimal.TryParse(number.PlainText, CultureInfo.InvariantCulture, out var factor))
        {
            return number;
        }

        var value = factor * scale;
        return value == Math.Truncate(value) ? number with { Count = number.Count + 1, Value = value, Decimals = null }
            : number with { Count = number.Count + 1, Scale = name };
    }
}
