using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using LiveCaptions.Speech.Recognition.Cloud;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>A provider on this machine. What goes wrong is set before.</summary>
internal abstract class FakeCloud : IAsyncDisposable
{
    public const string Key = "sk-a-key-that-nobody-may-see";

    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false });
    private int _connections;
    private int _ended;

    protected FakeCloud(TimeProvider? time = null, HttpProtocols protocols = HttpProtocols.Http1AndHttp2)
    {
        Time = time ?? TimeProvider.System;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = protocols);
            (kestrel.Limits.MinRequestBodyDataRate, kestrel.Limits.MaxRequestBodySize) = (null, null);
        });
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(AnswerAsync);
        ((IHost)_app).Start();
    }

    public TimeProvider Time { get; }

    /// <summary>What is answered to a handshake or a request instead; null for what it asks for.</summary>
    public Func<int, int?> Refuse { get; set; } = _ => null;

    /// <summary>Whether a handshake is never answered.</summary>
    public bool Hangs { get; set; }

    /// <summary>Samples after which a connection, by its number from 0, is cut off; null is never.</summary>
    public Func<int, long?> CutAfter { get; set; } = _ => null;

    /// <summary>Samples after which a connection is closed with an error; null is never.</summary>
    public Func<int, long?> FailAfter { get; set; } = _ => null;

    /// <summary>Samples that a connection that fails still takes in, and does not hear, before it says so.</summary>
    public long FailsLate { get; set; }

    /// <summary>Whether each final is said twice.</summary>
    public bool SaysTwice { get; set; }

    /// <summary>Text that is sent after the first sound of a connection.</summary>
    public string? Garbage { get; set; }

    /// <summary>How much the times of a connection are off, in seconds.</summary>
    public Func<int, double> Off { get; set; } = _ => 0;

    /// <summary>Addresses that were asked for, with their queries.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Text messages that came in.</summary>
    public ConcurrentQueue<string> Said { get; } = new();

    /// <summary>Conversations that are over.</summary>
    public int Ended => Volatile.Read(ref _ended);

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Samples that came in, over all connections.</summary>
    public long Heard;

    public CloudAccess Access(string? key = Key) => new(new Uri(_app.Urls.First()), key, _http, Time);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _http.Dispose();
    }

    protected abstract bool Knows(HttpRequest request);

    protected abstract Task TalkAsync(FakeConnection connection, HttpRequest request);

    /// <summary>Sound that a message of text has, 16 bits at 16 kHz; null where it has none.</summary>
    protected virtual byte[]? SoundOf(JsonElement message) => null;

    protected virtual Task RespondAsync(HttpContext context, int number) => Task.CompletedTask;

    /// <summary>A conversation is over.</summary>
    protected void End() => Interlocked.Increment(ref _ended);

    protected virtual Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = "0";
        return context.Response.WriteAsync($$"""{"error":"not so: {{Key}}"}""");
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var number = Interlocked.Increment(ref _connections) - 1;
        Asked.Enqueue(context.Request.Path + context.Request.QueryString);
        if (Hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        if ((Knows(context.Request) ? Refuse(number) : 401) is { } status)
        {
            await RefuseAsync(context, status);
        }
        else if (context.WebSockets.IsWebSocketRequest)
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var connection = new FakeConnection(this, number, socket, context.Abort);
            try
            {
                await TalkAsync(connection, context.Request);
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
            {
                // Whoever called is gone.
            }
            finally
            {
                End();
            }
        }
        else
        {
            await RespondAsync(context, number);
        }
    }

    /// <summary>One connection of a fake.</summary>
    internal sealed class FakeConnection(FakeCloud cloud, int number, WebSocket socket, Action abort)
    {
        private readonly byte[] _buffer = new byte[256 * 1024];
        private bool _hasHeard;

        public int Number => number;

        public void Abort() => abort();

        /// <summary>The next message.</summary>
        /// <param name="idle">How long it may take.</param>
        /// <returns>Null at the end; of a text message its JSON, of sound its bytes. Nothing of both when it took too long.</returns>
        public async Task<(JsonElement? Text, ReadOnlyMemory<byte> Sound)?> ReadAsync(TimeSpan idle)
        {
            using var late = new CancellationTokenSource(idle, cloud.Time);
            try
            {
                var (type, message) = await ReceiveAsync(late.Token);
                return type switch
                {
                    WebSocketMessageType.Close => null,
                    WebSocketMessageType.Binary => (null, await HearAsync(message)),
                    _ when cloud.SoundOf(Parse(message)) is { } sound => (null, await HearAsync(sound)),
                    _ => (Note(message), default),
                };
            }
            catch (OperationCanceledException) when (late.IsCancellationRequested)
            {
                return (null, default);
            }
        }

        /// <summary>Says the same as bytes, as some do.</summary>
        public Task SendBytesAsync(object message) =>
            socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Binary, true, CancellationToken.None);

        /// <summary>Closes without a code.</summary>
        public Task CloseAsync() => socket.CloseOutputAsync(WebSocketCloseStatus.Empty, null, CancellationToken.None);

        public Task SendAsync(object message) => SendTextAsync(JsonSerializer.Serialize(message));

        /// <summary>Says a final, perhaps twice.</summary>
        public async Task SendFinalAsync(object message)
        {
            await SendAsync(message);
            if (cloud.SaysTwice)
            {
                await SendAsync(message);
            }
        }

        public Task CloseAsync(int code, string reason) =>
            socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, CancellationToken.None);

        private Task SendTextAsync(string text) =>
            socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

        private JsonElement Note(ReadOnlyMemory<byte> message)
        {
            cloud.Said.Enqueue(Encoding.UTF8.GetString(message.Span));
            return Parse(message);
        }

        private static JsonElement Parse(ReadOnlyMemory<byte> message) => JsonDocument.Parse(message).RootElement.Clone();

        private async Task<(WebSocketMessageType Type, ReadOnlyMemory<byte> Message)> ReceiveAsync(CancellationToken stop)
        {
            var length = 0;
            while (true)
            {
                var part = await socket.ReceiveAsync(_buffer.AsMemory(length), stop);
                length += part.Count;
                if (part.EndOfMessage)
                {
                    return (part.MessageType, _buffer.AsMemory(0, length));
                }
            }
        }

        private long _samples;

        private async Task<ReadOnlyMemory<byte>> HearAsync(ReadOnlyMemory<byte> sound)
        {
            Interlocked.Add(ref cloud.Heard, sound.Length / 2);
            _samples += sound.Length / 2;
            if (cloud.Garbage is { } garbage && !_hasHeard)
            {
                await SendTextAsync(garbage);
            }

            _hasHeard = true;
            if (cloud.CutAfter(number) is { } most && _samples >= most)
            {
                abort();
                throw new IOException("Cut off.");
            }

            if (cloud.FailAfter(number) is { } last && _samples >= last)
            {
                while (_samples < last + cloud.FailsLate)
                {
                    _samples += (await socket.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None)).Count / 2;
                }

                await CloseAsync(1011, "NET-0000: a failure that nobody explains");
                while ((await socket.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None)).MessageType != WebSocketMessageType.Close)
                {
                    // What was on its way is not heard any more.
                }

                throw new IOException("Failed.");
            }

            return sound;
        }
    }
}
