namespace LiveCaptions.Media.Codecs;

/// <summary>Bytes that are no WAV file, or one whose samples this program does not read itself.</summary>
public sealed class WavFormatException(string message) : Exception(message);
