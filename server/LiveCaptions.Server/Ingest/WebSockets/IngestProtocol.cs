using System.Net.WebSockets;
using LiveCaptions.Media.Audio;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Ingest.WebSockets;

/// <summary>The protocol of <c>/ws/ingest/{id}</c>.</summary>
internal sealed class IngestProtocol(
    WebSocketChannel channel, PublisherConnection publisher, WebSocketRequest request, IngestOptions options)
    : IPublisherProtocol
{
    public TimeSpan IdleAfter => TimeSpan.FromSeconds(options.IdleSeconds);

    public IngestProblemException Idle =>
        new(
            "idle_timeout", $"No audio and no keepAlive for {options.IdleSeconds:0.#} s. Come back within the grace time to go on.",
            WebSocketCloseStatus.PolicyViolation);

    public bool EmptyCloses => false;

    public Task GreetAsync() => channel.SendAsync(new
    {
        type = "ready",
        received = Seconds(AudioFormat.ToSeconds(publisher.Tracks.Position)),
        sessionId = publisher.SessionId,
        track = publisher.Tracks.Number,
        tracks = request.Split ? publisher.Tracks.Numbers : null,
        encoding = request.Encoding,
        sampleRate = request.Pcm?.SampleRate,
        channels = request.Pcm?.Channels,
    });

    public ValueTask<PublisherWord> ReadAsync(ReadOnlyMemory<byte> text) => ControlMessageParser.TryParse(text.Span, out var message)
        ? ValueTask.FromResult(new PublisherWord(message))
        : throw new IngestProblemException(
            "bad_message",
            "Text messages are {\"type\":\"finalize\"}, {\"type\":\"keepAlive\"} or {\"type\":\"close\"}; audio goes in binary messages.",
            WebSocketCloseStatus.InvalidPayloadData);

    public Task AcknowledgeAsync(double received) => channel.SendAsync(new { type = "ack", received = Seconds(received) });

    public Task TellAsync(AudioNotice notice, int track) =>
        channel.SendAsync(
            new { type = "notice", code = notice.Code, message = notice.Message, track, over = notice.IsOver ? true : (bool?)null });

    public Task FarewellAsync() => Task.CompletedTask;

    public async Task<(WebSocketCloseStatus Status, string Reason)> RefuseAsync(IngestProblemException problem)
    {
        await channel.SendAsync(new { type = "error", code = problem.Code, message = problem.Message });
        return (problem.CloseStatus, problem.Code);
    }

    private static double Seconds(double seconds) => Math.Round(seconds, 7);
}
