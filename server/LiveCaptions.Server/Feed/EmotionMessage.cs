using LiveCaptions.Captions.Emotions;

namespace LiveCaptions.Server.Feed;

/// <summary>How a speaker's stretch of an utterance is said, as <see cref="EmotionPoint"/> tells.</summary>
public sealed record EmotionMessage(
    string SessionId, long Seq, string? Speaker, double Start, double End, double Arousal, double Valence, string? Label)
{
    public static EmotionMessage Of(EmotionPoint point, string sessionId, long seq) =>
        new(sessionId, seq, point.Speaker, point.Start, point.End, point.Arousal, point.Valence, point.Label);
}
