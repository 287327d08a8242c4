using System.Runtime.InteropServices;
using System.Text.Json;
using LiveCaptions.Speech;

namespace LiveCaptions.Bench.Doors;

/// <summary>Publishes by Deepgram's protocol as a microphone does, and notes what it is told.</summary>
internal sealed class ListenClient(TimeProvider time) : IDisposable
{
    private const int MessageMilliseconds = 40;
    private const int MessageSamples = AudioFormat.SampleRate * MessageMilliseconds / 1000;

    private readonly TextSocket _socket = new(time);
    private readonly List<ArrivedText> _arrived = [];

    public IReadOnlyList<ArrivedText> Arrived => _arrived;

    /// <summary>Seconds that the latest message was behind its schedule.</summary>
    public double WorstDelay { get; private set; }

    /// <returns>The session that it publishes.</returns>
    public async Task<string> ConnectAsync(Uri web, CancellationToken cancellationToken)
    {
        var address = new UriBuilder(web)
        {
            Scheme = "ws",
            Path = "/v1/listen",
            Query = "encoding=linear16&sample_rate=16000&interim_results=true&punctuate=true"
        }.Uri;
        await _socket.ConnectAsync(address, cancellationToken);
        return _socket.Header("dg-request-id");
    }

    /// <summary>Says all of it, and hears until the server closes.</summary>
    public async Task SpeakAsync(short[] samples, CancellationToken cancellationToken)
    {
        var hearing = HearAsync(cancellationToken);
        var start = time.GetTimestamp();
        for (var sent = 0; sent < samples.Length;)
        {
            var count = Math.Min(MessageSamples, samples.Length - sent);
            var early = TimeSpan.FromSeconds(AudioFormat.ToSeconds(sent + count)) - time.GetElapsedTime(start);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, time, cancellationToken);
            }

            WorstDelay = Math.Max(WorstDelay, time.GetElapsedTime(start).TotalSeconds - AudioFormat.ToSeconds(sent + count));
            await _socket.SendAsync(MemoryMarshal.AsBytes(samples.AsSpan(sent, count)).ToArray(), cancellationToken);
            sent += count;
        }

        await _socket.SendAsync("""{"type":"CloseStream"}""", cancellationToken);
        await hearing;
    }

    public void Dispose() => _socket.Dispose();

    private async Task HearAsync(CancellationToken cancellationToken)
    {
        while (await _socket.ReceiveAsync(cancellationToken) is { } message)
        {
            var json = JsonDocument.Parse(message.Text).RootElement;
            if (json.GetProperty("type").ValueEquals("Results"))
            {
                _arrived.Add(new ArrivedText(
                    json.GetProperty("channel").GetProperty("alternatives")[0].GetProperty("transcript").GetString()!,
                    json.GetProperty("is_final").GetBoolean(), message.At));
            }
        }
    }
}
