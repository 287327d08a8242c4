namespace LiveCaptions.Bench;

/// <summary>What was recognised wrongly of one speaker.</summary>
public sealed record SpeakerErrors(string Speaker, int Clips, WordErrorRate Wer);
