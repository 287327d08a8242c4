namespace LiveCaptions.Server.Sessions;

/// <summary>Something that was dropped, cut, guessed or repaired on the way of a session's sound.</summary>
/// <param name="Code">Short name for programs; one notice of each track and code.</param>
/// <param name="Message">One sentence for a person.</param>
/// <param name="At">Seconds from the session's start, when it was said first.</param>
/// <param name="Track">Number of the track.</param>
public sealed record SessionNotice(string Code, string Message, double At, int Track);
