namespace LiveCaptions.Server.Captions;

public sealed record CueSpeaker(string Id, string Label, double Confidence);
