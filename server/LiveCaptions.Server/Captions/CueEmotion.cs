namespace LiveCaptions.Server.Captions;

public sealed record CueEmotion(string Label, double Confidence, double Arousal, double Valence, IReadOnlyDictionary<string, double>? Scores);
