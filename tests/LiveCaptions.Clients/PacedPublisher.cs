using System.Net;
using System.Net.WebSockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using LiveCaptions.Server.Api;
using LiveCaptions.Speech;

namespace LiveCaptions.Clients;

/// <summary>Publishes audio over the WebSocket as a microphone does: a message every 40 ms, when its last sample is spoken.</summary>
public sealed class PacedPublisher : IDisposable
{
    private const int MessageMilliseconds = 40;
    private const int MessageSamples = AudioFormat.SampleRate * MessageMilliseconds / 1000;
    private readonly ClientWebSocket _socket = new();
    private readonly TimeProvider _time;
    private readonly byte[] _received = new byte[16 * 1024];
    private Task _draining = Task.CompletedTask;

    private PacedPublisher(TimeProvider time) => _time = time;

    /// <summary>
    /// When the first sample is spoken, as a timestamp of the time provider. All messages keep to a schedule that begins here.
    /// </summary>
    public long Start { get; private set; }

    /// <summary>Seconds that the latest message was behind its schedule.</summary>
    public double WorstDelay { get; private set; }

    /// <returns>Null when the server refuses with 503, because it is full.</returns>
    public static async Task<PacedPublisher?> ConnectAsync(CreatedSession session, TimeProvider time, CancellationToken cancellationToken)
    {
        var publisher = new PacedPublisher(time);
        publisher._socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await publisher._socket.ConnectAsync(new Uri($"{session.Ingest.WebSocket}?key={session.StreamKey}"), cancellationToken);
            await publisher.ReceiveAsync(cancellationToken); // ready
            return publisher;
        }
        catch (WebSocketException) when (publisher._socket.HttpStatusCode == HttpStatusCode.ServiceUnavailable)
        {
            publisher.Dispose();
            return null;
        }
        catch
        {
            publisher.Dispose();
            throw;
        }
    }

    /// <summary>Speaks all of it, and says that this was all.</summary>
    /// <param name="paced">False sends as fast as the server takes it.</param>
    public async Task SpeakAsync(short[] samples, CancellationToken cancellationToken, bool paced = true)
    {
        Start = _time.GetTimestamp();
        _draining = DrainAsync(cancellationToken);
        for (var sent = 0; sent < samples.Length;)
        {
            var count = Math.Min(MessageSamples, samples.Length - sent);
            await WaitUntilAsync(paced ? AudioFormat.ToSeconds(sent + count) : 0, cancellationToken);
            await _socket.SendAsync(
                MemoryMarshal.AsBytes(samples.AsSpan(sent, count)).ToArray(),
                WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
            sent += count;
        }

        await _socket.SendAsync("""{"type":"close"}"""u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
    }

    /// <summary>Waits until the server has made the last finals and closed.</summary>
    /// <exception cref="InvalidOperationException">The server ended the stream with an error.</exception>
    public Task UntilClosedAsync() => _draining;

    public void Dispose() => _socket.Dispose();

    private async Task WaitUntilAsync(double seconds, CancellationToken cancellationToken)
    {
        var early = TimeSpan.FromSeconds(seconds) - _time.GetElapsedTime(Start);
        if (early > TimeSpan.Zero)
        {
            await Task.Delay(early, _time, cancellationToken);
        }

        WorstDelay = Math.Max(WorstDelay, _time.GetElapsedTime(Start).TotalSeconds - seconds);
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (await ReceiveAsync(cancellationToken) is { } message)
        {
            if (message.GetProperty("type").GetString() == "error")
            {
                throw new InvalidOperationException($"The server ended a stream: {message.GetProperty("message").GetString()}");
            }
        }

        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, cancellationToken);
    }

    private async Task<JsonElement?> ReceiveAsync(CancellationToken cancellationToken)
    {
        var result = await _socket.ReceiveAsync(_received.AsMemory(), cancellationToken);
        return result.MessageType == WebSocketMessageType.Close
            ? null
            : JsonDocument.Parse(Encoding.UTF8.GetString(_received, 0, result.Count)).RootElement;
    }
}
