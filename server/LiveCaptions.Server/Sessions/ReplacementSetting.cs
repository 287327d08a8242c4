namespace LiveCaptions.Server.Sessions;

/// <summary>Words that are written otherwise: whole words, letter by letter, no patterns.</summary>
/// <param name="Find">A word or several in a row.</param>
/// <param name="Replace">What stands there instead; empty takes them out.</param>
/// <param name="MatchCase">Whether the case of letters counts; left out, it does not.</param>
public sealed record ReplacementSetting(string Find, string Replace, bool? MatchCase = null);
