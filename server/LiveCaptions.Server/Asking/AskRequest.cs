namespace LiveCaptions.Server.Asking;

/// <summary>What somebody wants to know of a session.</summary>
/// <param name="Question">In any language; null with <paramref name="Summary"/>.</param>
/// <param name="Summary">Asks for a summary instead.</param>
public sealed record AskRequest(string? Question = null, bool Summary = false);
