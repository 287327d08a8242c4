namespace LiveCaptions.Speech.Ensemble;

/// <summary>What else may have been said.</summary>
/// <param name="Text">Empty where the engine hears nothing there.</param>
/// <param name="Confidence">0 to 1, the engine's own.</param>
public sealed record SpanAlternative(string Text, string Engine, double Confidence);
