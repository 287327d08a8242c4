namespace LiveCaptions.Speech.Formatting;

/// <summary>What can be written otherwise than it is spoken.</summary>
[Flags]
public enum WrittenKinds
{
    None = 0,

    /// <summary><c>25</c>, <c>21st</c>, <c>3.14</c>, <c>2/3</c>, <c>2 million</c>.</summary>
    Numbers = 1,

    /// <summary><c>$5.20</c>.</summary>
    Money = 2,

    /// <summary><c>June 21st</c>, <c>1984</c>.</summary>
    Dates = 4,

    /// <summary><c>3:30 p.m.</c></summary>
    Times = 8,

    /// <summary><c>25%</c>.</summary>
    Percent = 16,

    /// <summary><c>5 km</c>.</summary>
    Units = 32,

    /// <summary><c>555-1234</c>, and other digits in a row.</summary>
    Phones = 64,

    /// <summary><c>john@example.com</c>, <c>example.org/news</c>.</summary>
    Addresses = 128,

    All = 255,
}
