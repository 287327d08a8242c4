using System.Net.WebSockets;
using System.Text.Json;
using LiveCaptions.Captions.Text;
using LiveCaptions.Media.Audio;
using LiveCaptions.Server.Ingest;
using LiveCaptions.Server.Ingest.WebSockets;

namespace LiveCaptions.Server.Compatible.Deepgram;

/// <summary>What Deepgram's streaming clients say and are told, but for the results.</summary>
/// <param name="finalize">Called when all that came so far shall be final.</param>
/// <param name="farewell">Says the rest of the results, and what it was.</param>
internal sealed class ListenProtocol(IngestOptions options, Action finalize, Func<Task> farewell) : IPublisherProtocol
{
    /// <summary>What Deepgram's clients are told to keep within.</summary>
    private const double LongestIdle = 10;

    private const string NoAudio = "NET-0001";
    private const string NotAudio = "DATA-0000";
    private const int MaxReason = 123;

    public TimeSpan IdleAfter => TimeSpan.FromSeconds(Math.Min(LongestIdle, options.IdleSeconds));

    public IngestProblemException Idle => new(
        "idle_timeout", $"Neither audio nor KeepAlive came for {IdleAfter.TotalSeconds:0.#} s.", WebSocketCloseStatus.InternalServerError);

    /// <summary>As older clients end.</summary>
    public bool EmptyCloses => true;

    public Task GreetAsync() => Task.CompletedTask;

    public ValueTask<PublisherWord> ReadAsync(ReadOnlyMemory<byte> text)
    {
        var control = TypeOf(text) switch
        {
            "KeepAlive" => ControlMessage.KeepAlive,
            "Finalize" => ControlMessage.Finalize,
            "CloseStream" => ControlMessage.Close,
            _ => throw new IngestProblemException(
                "bad_message", "Text messages are KeepAlive, Finalize or CloseStream; audio goes in binary messages.",
                WebSocketCloseStatus.PolicyViolation),
        };
        if (control == ControlMessage.Finalize)
        {
            finalize();
        }

        return ValueTask.FromResult(new PublisherWord(control));
    }

    public Task AcknowledgeAsync(double received) => Task.CompletedTask;

    public Task TellAsync(AudioNotice notice, int track) => Task.CompletedTask;

    public Task FarewellAsync() => farewell();

    public Task<(WebSocketCloseStatus Status, string Reason)> RefuseAsync(IngestProblemException problem) =>
        Task.FromResult(problem.Code switch
        {
            "idle_timeout" => (WebSocketCloseStatus.InternalServerError, Cut($"{NoAudio}: {problem.Message}")),
            "not_finite" or "opus_malformed" or "recording_malformed" or "recording_no_opus" or "container_malformed" =>
                (WebSocketCloseStatus.PolicyViolation, Cut($"{NotAudio}: {problem.Message}")),
            _ => (problem.CloseStatus, Cut(problem.Message)),
        });

    // RFC 6455: 125 bytes of a control frame, two of them the status.
    private static string Cut(string reason) => CaptionText.Cut(reason, MaxReason);

    private static string? TypeOf(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
                ? type.GetString()
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException) // the latter: half a surrogate pair
        {
            return null;
        }
    }
}
