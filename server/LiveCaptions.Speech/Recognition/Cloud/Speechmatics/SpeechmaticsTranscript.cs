namespace LiveCaptions.Speech.Recognition.Cloud.Speechmatics;

/// <summary>An <c>AddTranscript</c> or <c>AddPartialTranscript</c>; times in seconds.</summary>
internal sealed record SpeechmaticsTranscript(SpeechmaticsTranscript.Span? Metadata, IReadOnlyList<SpeechmaticsTranscript.Item?>? Results)
{
    internal sealed record Span(double StartTime, double EndTime);

    /// <param name="Type"><c>word</c>, <c>entity</c>, or <c>punctuation</c>.</param>
    internal sealed record Item(
        string? Type, double StartTime, double EndTime, bool IsEos, string? AttachesTo, IReadOnlyList<Alternative?>? Alternatives);

    internal sealed record Alternative(string? Content, double Confidence, string? Language, string? Speaker);
}
