namespace LiveCaptions.Server.Asking;

/// <param name="Answer">Plain text on one line, as a language model wrote it.</param>
/// <param name="Cues">What it says that it rests on, as far as that is there, in order of time.</param>
/// <param name="Whole">Whether all of the transcript was read for it.</param>
public sealed record AskedAnswer(string Answer, IReadOnlyList<CitedCue> Cues, bool Whole);
