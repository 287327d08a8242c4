using System.Runtime.InteropServices;

namespace LiveCaptions.Captions.Quality;

/// <summary>A step on the way from a reference to a hypothesis.</summary>
/// <param name="Reference">Index of the reference's word; of an insertion, that of the word it stands before.</param>
/// <param name="Hypothesis">Index of the hypothesis' word; of a deletion, that of the word it is missing before.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WordEdit(WordEditKind Kind, int Reference, int Hypothesis);
