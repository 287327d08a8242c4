using System.Runtime.InteropServices;

namespace LiveCaptions.Server.Storage.Searching;

/// <summary>A part of a text, in UTF-16 code units, as JavaScript and C# count.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TextRange(int Start, int Length)
{
    internal int End => Start + Length;
}
