namespace LiveCaptions.Bench;

/// <summary>Words in a clip where there should be none.</summary>
/// <param name="InterimWords">The most that any interim of an utterance showed, over all utterances.</param>
/// <param name="FinalWords">Of the live way.</param>
/// <param name="TranscribeWords">Of the way of <c>transcribe</c>.</param>
/// <param name="Text">The first that was shown, interim or final.</param>
public sealed record NoiseClip(string Id, int InterimWords, int FinalWords, int TranscribeWords, string Text)
{
    /// <returns>All words of all ways.</returns>
    public int Count() => InterimWords + FinalWords + TranscribeWords;
}
