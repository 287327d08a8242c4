namespace LiveCaptions.Speech.Inference.Catalog;

/// <summary>A model could not be fetched; the message is one line that says what, from where, and why.</summary>
public sealed class ModelPullException(string message, Exception? inner = null) : Exception(message, inner);
