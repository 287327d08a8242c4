namespace LiveCaptions.Server.Captions;

public sealed record CueWord(string Text, double Start, double End, double Confidence);
