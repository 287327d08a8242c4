using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Server.Sessions.Writing;

/// <summary>A final's words in another language.</summary>
/// <param name="Said">The final as it was translated.</param>
/// <param name="Language">BCP 47, as the session's targets have it.</param>
/// <param name="Text">Plain text on one line.</param>
/// <param name="IsDraft">Made by rules, to be understood only.</param>
public sealed record TranslatedText(Cue Said, string Language, string Text, bool IsDraft = false);
