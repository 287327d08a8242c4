namespace LiveCaptions.Media.Codecs;

/// <summary>A file or address that holds no readable audio; the message is one line that says why.</summary>
public class MediaReadException(string message, Exception? inner = null) : Exception(message, inner);
