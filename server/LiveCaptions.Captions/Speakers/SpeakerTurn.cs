namespace LiveCaptions.Captions.Speakers;

/// <summary>One speaker's stretch of speech, in seconds from the session's first sample.</summary>
/// <param name="Label">What the speaker is called.</param>
public sealed record SpeakerTurn(double Start, double End, string SpeakerId, string Label);
