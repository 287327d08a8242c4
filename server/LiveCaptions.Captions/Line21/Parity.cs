using System.Numerics;

namespace LiveCaptions.Captions.Line21;

/// <summary>Odd parity, which each byte of CEA-608 has in its highest bit.</summary>
internal static class Parity
{
    /// <param name="code">Of 7 bits.</param>
    public static byte Of(int code) => (byte)((code & 0x7F) | (BitOperations.PopCount((uint)code & 0x7F) % 2 == 0 ? 0x80 : 0));

    public static bool IsRight(int code) => BitOperations.PopCount((uint)code & 0xFF) % 2 == 1;
}
