namespace LiveCaptions.Speech.Recognition;

/// <summary>Who speaks.</summary>
/// <param name="Number">Of the speaker in the track, from 0, in the order in which they were first heard. Never given to another.</param>
/// <param name="Confidence">0 to 1.</param>
public sealed record SpeakerLabel(int Number, float Confidence);
