namespace LiveCaptions.Server.Tests.Exports;

/// <summary>A cue read back from a file. Times in milliseconds.</summary>
internal sealed record ReadCue(long Start, long End, string Text, string? Voice = null);
