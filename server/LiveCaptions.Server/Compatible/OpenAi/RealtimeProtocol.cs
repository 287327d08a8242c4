using System.Net.WebSockets;
using System.Text.Json;
using LiveCaptions.Media.Audio;
using LiveCaptions.Server.Ingest;
using LiveCaptions.Server.Ingest.WebSockets;

namespace LiveCaptions.Server.Compatible.OpenAi;

/// <summary>
/// What OpenAI's realtime clients say and are told, but for the transcript. What makes no sense is told as an error
/// and forgotten, as they expect it.
/// </summary>
internal sealed class RealtimeProtocol(WebSocketChannel channel, RealtimeEvents events) : IPublisherProtocol
{
    /// <summary>The protocol has no sign of life of its own; a peer that is gone is noticed by WebSocket pings.</summary>
    public TimeSpan IdleAfter => TimeSpan.FromMinutes(10);

    public IngestProblemException Idle =>
        new("idle_timeout", $"No audio came for {IdleAfter.TotalMinutes:0} minutes.", WebSocketCloseStatus.PolicyViolation);

    public bool EmptyCloses => false;

    /// <summary>As they were asked for until sound came.</summary>
    public RealtimeSettings Settings { get; private set; } = new();

    /// <summary>Called where the client ends a turn, and says whether it is taken; null before there is sound.</summary>
    public Func<bool>? Commit { get; set; }

    /// <summary>Says the rest of the transcript.</summary>
    public Func<Task> Farewell { get; set; } = () => Task.CompletedTask;

    public Task GreetAsync() => Task.CompletedTask;

    public async ValueTask<PublisherWord> ReadAsync(ReadOnlyMemory<byte> text)
    {
        string? about = null;
        try
        {
            using var json = JsonDocument.Parse(text);
            var message = json.RootElement;
            about = TextOf(message, "event_id");
            return TextOf(message, "type") switch
            {
                "session.update" => await UpdateAsync(message, about, "session.updated"),
                "transcription_session.update" => await UpdateAsync(message, about, "transcription_session.updated"),
                "input_audio_buffer.append" => await AppendAsync(message, about),
                "input_audio_buffer.commit" => await CommitAsync(about),
                "input_audio_buffer.clear" =>
                    await RefuseAsync("unsupported", "What came is recognised at once and cannot be taken back.", about),
                _ => await RefuseAsync(
                    "unknown_event", "Events are session.update, input_audio_buffer.append and input_audio_buffer.commit.", about),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException) // the latter: half a surrogate pair
        {
            return await RefuseAsync("invalid_json", "A message is no JSON object with a type.", about);
        }
    }

    public Task AcknowledgeAsync(double received) => Task.CompletedTask;

    public Task TellAsync(AudioNotice notice, int track) => Task.CompletedTask;

    public Task FarewellAsync() => Farewell();

    public async Task<(WebSocketCloseStatus Status, string Reason)> RefuseAsync(IngestProblemException problem)
    {
        await SayAsync(events.Error(
            problem.Code, problem.Message, about: null,
            problem.Code == DisconnectReason.OurFault.Code ? "server_error" : "invalid_request_error"));
        return (problem.CloseStatus, problem.Code);
    }

    public Task SayAsync(object message) => channel.SendAsync(ForeignJson.Write(message));

    private async Task<PublisherWord> UpdateAsync(JsonElement message, string? about, string answer)
    {
        var (settings, fault) = Settings.With(message.TryGetProperty("session", out var session) ? session : default);
        if (settings is not null && Commit is not null
            && (settings.Format, settings.Language, settings.IsManual) != (Settings.Format, Settings.Language, Settings.IsManual))
        {
            (settings, fault) = (null, "Format, language and turn_detection stay as they are once there is sound.");
        }

        if (settings is null)
        {
            return await RefuseAsync("invalid_value", fault!, about);
        }

        Settings = settings;
        await SayAsync(events.Session(answer, settings));
        return new PublisherWord(ControlMessage.KeepAlive);
    }

    private async Task<PublisherWord> AppendAsync(JsonElement message, string? about) =>
        message.TryGetProperty("audio", out var audio)
        && audio.ValueKind == JsonValueKind.String && audio.TryGetBytesFromBase64(out var bytes)
            ? new PublisherWord(ControlMessage.KeepAlive, bytes)
            : await RefuseAsync("invalid_value", "audio is not base64.", about);

    private async Task<PublisherWord> CommitAsync(string? about)
    {
        if (Commit is null)
        {
            return await RefuseAsync("input_audio_buffer_commit_empty", "There is no audio to commit.", about);
        }

        return Commit()
            ? new PublisherWord(ControlMessage.Finalize)
            : await RefuseAsync(
                "too_many_commits",
                $"{RealtimeTranscript.MaxCommits} turns wait for their transcripts. Commit again when some have come.", about);
    }

    private async Task<PublisherWord> RefuseAsync(string code, string message, string? about)
    {
        await SayAsync(events.Error(code, message, about));
        return new PublisherWord(ControlMessage.KeepAlive);
    }

    private static string? TextOf(JsonElement message, string name) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
