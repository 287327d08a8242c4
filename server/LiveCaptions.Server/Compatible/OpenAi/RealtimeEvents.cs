namespace LiveCaptions.Server.Compatible.OpenAi;

/// <summary>Events that OpenAI's realtime clients know, each with an id of its own.</summary>
/// <param name="id">Of the connection.</param>
internal sealed class RealtimeEvents(string id)
{
    private int _events;

    public object Session(string type, RealtimeSettings settings) => new { type, eventId = Next(), session = settings.Describe(id) };

    public object SpeechStarted(string itemId, double seconds) =>
        new { type = "input_audio_buffer.speech_started", eventId = Next(), itemId, audioStartMs = Milliseconds(seconds) };

    public object SpeechStopped(string itemId, double seconds) =>
        new { type = "input_audio_buffer.speech_stopped", eventId = Next(), itemId, audioEndMs = Milliseconds(seconds) };

    public object Committed(string itemId, string? previousItemId) =>
        new { type = "input_audio_buffer.committed", eventId = Next(), itemId, previousItemId };

    public object Delta(string itemId, string delta) =>
        new { type = "conversation.item.input_audio_transcription.delta", eventId = Next(), itemId, contentIndex = 0, delta };

    public object Completed(string itemId, string transcript, double seconds) => new
    {
        type = "conversation.item.input_audio_transcription.completed",
        eventId = Next(),
        itemId,
        contentIndex = 0,
        transcript,
        usage = new { type = "duration", seconds = Math.Round(seconds, 3) },
    };

    /// <param name="about">The client's event that it is about.</param>
    public object Error(string code, string message, string? about, string type = "invalid_request_error") => new
    {
        type = "error",
        eventId = Next(),
        error = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["type"] = type,
            ["code"] = code,
            ["message"] = message,
            ["param"] = null,
            ["event_id"] = about
        },
    };

    private string Next() => $"event_{id}_{Interlocked.Increment(ref _events)}";

    private static int Milliseconds(double seconds) => (int)Math.Round(seconds * 1000);
}
