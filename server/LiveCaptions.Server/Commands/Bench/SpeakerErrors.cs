namespace LiveCaptions.Server.Commands.Bench;

/// <summary>What was recognised wrongly of one speaker.</summary>
public sealed record SpeakerErrors(string Speaker, int Clips, WordErrorRate Wer);
