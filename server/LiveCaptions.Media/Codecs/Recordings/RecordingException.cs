namespace LiveCaptions.Media.Codecs.Recordings;

/// <summary>Bytes that are no recording that is taken.</summary>
/// <param name="code">One of the constants of this class: what a program looks at.</param>
/// <param name="message">One line for people: what, and what to do.</param>
public sealed class RecordingException(string code, string message) : Exception(message)
{
    /// <summary>The bytes break the container's rules.</summary>
    public const string Malformed = "recording_malformed";

    /// <summary>There is no Opus in it.</summary>
    public const string NoOpus = "recording_no_opus";

    public string Code { get; } = code;

    internal static RecordingException Broken(string what) =>
        new(Malformed, $"The recording is broken: {what}. Begin another one, with its header.");
}
