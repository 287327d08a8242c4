namespace LiveCaptions.Captions.Reading;

/// <summary>A caption file that cannot be read; the message is one line that says where, what, and what to do.</summary>
public sealed class CaptionReadException : Exception
{
    public CaptionReadException(string message)
        : base(message)
    {
    }

    /// <param name="line">From 1.</param>
    public CaptionReadException(int line, string message)
        : base($"line {line}: {message}")
    {
    }
}
