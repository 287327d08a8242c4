namespace LiveCaptions.Captions.Line21;

/// <summary>
/// The characters of CEA-608: 7 bits, of which some are not ASCII's, and further ones in pairs. Those of the extended sets replace the
/// letter sent before them.
/// </summary>
internal static class Line21Characters
{
    private const string Special = "®°½¿™¢£♪à\u00a0èâêîôû";
    private const string Spanish = "ÁÉÓÚÜü‘¡*'—©℠•“”ÀÂÇÈÊËëÎÏïÔÙùÛ«»";
    private const string Portuguese = "ÃãÍÌìÒòÕõ{}\\^_|~ÄäÖöß¥¤¦ÅåØø┌┐└┘";

    /// <summary>What decoders without the extended sets show for these.</summary>
    private const string SpanishLikeness = "AEOUUu'!x'-cS.\"\"AACEEEeIIiOUuU\"\"";
    private const string PortugueseLikeness = "AaIIiOoOo()/ -I-AaOosYo|AaOo++++";

    /// <summary>7-bit codes that are other letters than in ASCII.</summary>
    private static readonly Dictionary<int, char> Basic = new()
    {
        [0x2A] = 'á', [0x5C] = 'é', [0x5E] = 'í', [0x5F] = 'ó', [0x60] = 'ú',
        [0x7B] = 'ç', [0x7C] = '÷', [0x7D] = 'Ñ', [0x7E] = 'ñ', [0x7F] = '█',
    };

    private static readonly Dictionary<char, (int First, int Second)> Codes = MakeCodes();

    /// <summary>Whether there is such a character.</summary>
    public static bool Has(char letter) => letter == ' ' || Codes.ContainsKey(letter);

    /// <summary>Its codes without parity: of one of the basic set <c>Second</c> is 0.</summary>
    public static (int First, int Second) CodesOf(char letter) => letter == ' ' ? (0x20, 0) : Codes[letter];

    /// <summary>Whether it replaces the letter before it.</summary>
    public static bool IsExtended(int first) => first is 0x12 or 0x13;

    /// <summary>The letter of the basic set to send before one that replaces it.</summary>
    public static char LikenessOf(int first, int second) => (first == 0x12 ? SpanishLikeness : PortugueseLikeness)[second - 0x20];

    /// <summary>Of one code of the basic set.</summary>
    public static char BasicOf(int code) => Basic.GetValueOrDefault(code, (char)code);

    /// <summary>Of a pair, of the first channel; null where it is none.</summary>
    public static char? PairOf(int first, int second) => (first, second) switch
    {
        (0x11, >= 0x30 and <= 0x3F) => Special[second - 0x30],
        (0x12, >= 0x20 and <= 0x3F) => Spanish[second - 0x20],
        (0x13, >= 0x20 and <= 0x3F) => Portuguese[second - 0x20],
        _ => null,
    };

    private static Dictionary<char, (int First, int Second)> MakeCodes()
    {
        var codes = new Dictionary<char, (int, int)>();
        for (var code = 0x21; code <= 0x7F; code++)
        {
            codes.TryAdd(BasicOf(code), (code, 0));
        }

        foreach (var (first, offset, letters) in new[] { (0x11, 0x30, Special), (0x12, 0x20, Spanish), (0x13, 0x20, Portuguese) })
        {
            for (var i = 0; i < letters.Length; i++)
            {
                codes.TryAdd(letters[i], (first, offset + i));
            }
        }

        return codes;
    }
}
