namespace LiveCaptions.Server.Commands.Bench;

/// <summary>A recording and what is said in it.</summary>
/// <param name="Id">The file's name without its ending.</param>
/// <param name="Duration">Seconds, as the manifest says.</param>
public sealed record BenchClip(string Id, string Path, string Text, string Language, double Duration);
