namespace LiveCaptions.Server.Sessions.Editing;

/// <summary>What a caption file did to a session's finals.</summary>
/// <param name="Faults">What of the file was left out or guessed, a line each.</param>
public sealed record CaptionsResult(int Changed, int Added, int Deleted, int Unchanged, IReadOnlyList<string> Faults);
