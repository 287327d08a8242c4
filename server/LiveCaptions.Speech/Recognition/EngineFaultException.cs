namespace LiveCaptions.Speech.Recognition;

/// <summary>
/// An engine that somebody else runs failed. The stream is of no more use; a new one may go on behind the last final. The message is
/// ours and has no secret in it: what the far end said is never repeated.
/// </summary>
public sealed class EngineFaultException(EngineFaultKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    public EngineFaultKind Kind { get; } = kind;
}
