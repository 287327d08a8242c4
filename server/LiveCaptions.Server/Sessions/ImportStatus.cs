namespace LiveCaptions.Server.Sessions;

/// <summary>How far an import is.</summary>
/// <param name="Message">What it is doing, in one line.</param>
/// <param name="Seconds">Length of what is transcribed, where known: how far it is then follows from what is recognised.</param>
/// <param name="Done">0 to 1, for what comes before there is audio.</param>
public sealed record ImportStatus(string Message, double? Seconds = null, double? Done = null);
