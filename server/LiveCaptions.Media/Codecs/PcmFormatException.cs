namespace LiveCaptions.Media.Codecs;

/// <summary>Audio that is not what its sender said it is, or a format that is not taken.</summary>
/// <param name="code">One of the constants of this class: what a program looks at.</param>
/// <param name="message">What a person reads.</param>
public sealed class PcmFormatException(string code, string message) : Exception(message)
{
    /// <summary>Channels or sample rate out of range.</summary>
    public const string UnsupportedFormat = "unsupported_format";

    /// <summary>The bytes do not end with a whole frame (one sample of every channel).</summary>
    public const string PartialFrame = "partial_frame";

    public string Code { get; } = code;
}
