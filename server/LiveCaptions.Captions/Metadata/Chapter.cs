namespace LiveCaptions.Captions.Metadata;

/// <param name="Start">Whole seconds from the session's first sample; players show no more.</param>
public sealed record Chapter(double Start, string Title);
