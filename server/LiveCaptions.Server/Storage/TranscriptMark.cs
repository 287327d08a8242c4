namespace LiveCaptions.Server.Storage;

/// <summary>Tells one state of a session's transcript from another: words, what people changed of them, how they are said.</summary>
/// <param name="Finals">Of all versions and languages, deleted ones too.</param>
/// <param name="LastSeq">Of them: grows with each change.</param>
/// <param name="Edits">Steps of correction whose images are kept.</param>
/// <param name="LastEmotion">Id of the last stretch.</param>
public sealed record TranscriptMark(int Finals, long LastSeq, int Edits, int Undone, long LastEmotion);
