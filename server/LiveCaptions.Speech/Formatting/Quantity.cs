using System.Globalization;

namespace LiveCaptions.Speech.Formatting;

/// <summary>A number as it was spoken.</summary>
/// <param name="Count">Tokens that it takes.</param>
/// <param name="Value">Without what stands behind the point.</param>
internal sealed record Quantity(int Count, decimal Value)
{
    /// <summary>Digits behind the point; null where there is none.</summary>
    public string? Decimals { get; init; }

    /// <summary>The scale that stays a word (<c>2 million</c>), the last of its tokens; <see cref="Value"/> is without it.</summary>
    public string? Scale { get; init; }

    /// <summary>Begins with <c>a</c>: a hundred.</summary>
    public bool IsFromA { get; init; }

    /// <summary>A recogniser wrote it in digits.</summary>
    public bool IsDigits { get; init; }

    /// <summary>Two thousand and six: as years are said.</summary>
    public bool IsLikeYear { get; init; }

    /// <summary>Tokens without the scale.</summary>
    public int DigitCount => Scale is null ? Count : Count - 1;

    public bool IsWhole => Decimals is null && Scale is null;

    /// <summary>Whether one writes it as a word where nothing stands with it.</summary>
    public bool IsSmall => IsWhole && Value < 10;

    /// <summary>Digits, with commas from 1,000 on, without the scale.</summary>
    public string Text => Value.ToString("#,0", CultureInfo.InvariantCulture) + Fraction;

    /// <summary>The same without commas.</summary>
    public string PlainText => Value.ToString("0", CultureInfo.InvariantCulture) + Fraction;

    private string Fraction => Decimals is null ? "" : $".{Decimals}";

    /// <summary>Its words, the scale apart; with a sign before, and something behind the digits where there is no scale.</summary>
    public Written Write(string sign = "", string? text = null) => Scale is null
        ? Written.Of(Count, sign + (text ?? Text))
        : new Written(new Written.Part(DigitCount, sign + (text ?? Text)), new Written.Part(1, Scale));
}
