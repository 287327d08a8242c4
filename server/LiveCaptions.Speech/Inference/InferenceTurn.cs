using System.Runtime.InteropServices;

namespace LiveCaptions.Speech.Inference;

/// <summary>When work is wanted: it keeps its place through several steps.</summary>
/// <param name="Deadline">In ticks, of the scheduler's clock.</param>
/// <param name="Kind">Whose work it is.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct InferenceTurn(long Deadline, InferenceClass Kind);
