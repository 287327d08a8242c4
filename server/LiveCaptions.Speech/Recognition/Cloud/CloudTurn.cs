namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>Where a turn ends, of a provider that is told so: no other turn has any of its words.</summary>
/// <param name="Position">Behind its last sample.</param>
/// <param name="HasSpeech">Whether somebody speaks in it.</param>
/// <param name="EndsSpeech">Whether nobody speaks behind it.</param>
internal sealed record CloudTurn(long Position, bool HasSpeech, bool EndsSpeech)
{
    /// <summary>Whether somebody waits for all of it to be final.</summary>
    public bool IsAwaited { get; init; }
}
