namespace LiveCaptions.Captions.Editing;

/// <summary>Something that cannot be searched for, or not be replaced so; the message is one line that says what to do.</summary>
/// <param name="code">For programs.</param>
public sealed class CueRewritingException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
