namespace LiveCaptions.Captions.Formats.Scc;

/// <summary>What is on the screen from one time to another.</summary>
/// <param name="Start">Milliseconds.</param>
/// <param name="End">Milliseconds.</param>
/// <param name="Rows">From top to bottom; no wider than the screen.</param>
internal sealed record SccScreen(long Start, long End, IReadOnlyList<string> Rows);
