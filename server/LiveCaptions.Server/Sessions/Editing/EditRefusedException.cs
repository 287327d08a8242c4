using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Server.Sessions.Editing;

/// <summary>A change of finals that cannot be made; nothing has changed. The message is one line that says what to do.</summary>
/// <param name="status">As HTTP says it.</param>
/// <param name="code">For programs.</param>
public sealed class EditRefusedException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>The cue as it is now, where somebody has changed it since.</summary>
    public Cue? Newer { get; init; }
}
