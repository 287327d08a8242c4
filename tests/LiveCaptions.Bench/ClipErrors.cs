namespace LiveCaptions.Bench;

/// <summary>A clip and how much of it was recognised wrongly.</summary>
public sealed record ClipErrors(string Id, int Errors, int Words);
