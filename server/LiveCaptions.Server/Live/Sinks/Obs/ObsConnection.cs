using System.Net.WebSockets;
using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Server.Outgoing;

namespace LiveCaptions.Server.Live.Sinks.Obs;

/// <summary>An identified connection to obs-websocket 5: one request at a time.</summary>
internal sealed class ObsConnection : IAsyncDisposable
{
    private const int MaxMessage = 64 * 1024;
    private const int RpcVersion = 1;
    private const int AuthenticationFailed = 4009;
    private const int UnsupportedRpcVersion = 4010;
    private const int SessionInvalidated = 4011;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WaitWhenRefused = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket = new();
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly byte[] _buffer = new byte[MaxMessage];
    private TaskCompletionSource<ObsMessage>? _response;
    private string _requestId = "";
    private int _requests;

    private ObsConnection(TimeProvider time) => _time = time;

    /// <summary>Fails with a <see cref="SinkFailureException"/> when the connection is gone.</summary>
    public Task Lost { get; private set; } = Task.CompletedTask;

    /// <summary>Connects and identifies.</summary>
    /// <exception cref="SinkFailureException">OBS is not there, does not answer or wants another password.</exception>
    public static async Task<ObsConnection> OpenAsync(
        Uri address, string? password, HttpMessageInvoker http, TimeProvider time, CancellationToken cancellationToken)
    {
        var connection = new ObsConnection(time);
        try
        {
            await connection.ConnectAsync(address, http, cancellationToken);
            await connection.WithPatienceAsync(stop => connection.IdentifyAsync(password, stop), cancellationToken);
            connection.Lost = Task.Run(connection.ReceiveAllAsync, CancellationToken.None);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a request and waits for the response.</summary>
    /// <exception cref="SinkFailureException">The connection is gone, or OBS does not answer.</exception>
    public async Task<ObsMessage> RequestAsync(string type, object data, CancellationToken cancellationToken)
    {
        var response = new TaskCompletionSource<ObsMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _requestId = $"r{++_requests}";
        Volatile.Write(ref _response, response);
        return await WithPatienceAsync(
            async stop =>
            {
                await SendAsync(ObsMessage.Request, new { requestType = type, requestId = _requestId, requestData = data }, stop);
                await await Task.WhenAny(response.Task, Lost).WaitAsync(stop);
                return await response.Task;
            },
            cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_socket.State == WebSocketState.Open)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1), _time);
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, patience.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _stop.CancelAsync();
        _socket.Dispose();
        await Lost.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    // Whoever makes a sink must not learn from it which ports of a network are open: whatever goes wrong here is told in the same words.
    private async Task ConnectAsync(Uri address, HttpMessageInvoker http, CancellationToken cancellationToken)
    {
        _socket.Options.AddSubProtocol("obswebsocket.json");
        _socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(10);
        _socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(10);
        using var patience = new CancellationTokenSource(Patience, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await _socket.ConnectAsync(address, http, stop.Token);
        }
        catch (Exception exception) when (exception.GetBaseException() is AddressRefusedException)
        {
            throw new SinkFailureException(
                "OBS is not at this address: captions for it go to this machine and its networks, "
                + "but not to link-local addresses or this server itself.",
                WaitWhenRefused);
        }
        catch (Exception exception) when (IsOfConnection(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw new SinkFailureException(
                "OBS cannot be reached: is its WebSocket server on (Tools → WebSocket Server Settings), and are address and port right?");
        }
    }

    private async Task<bool> IdentifyAsync(string? password, CancellationToken stop)
    {
        var hello = await ExpectAsync(ObsMessage.Hello, stop);
        string? answer = null;
        if (hello is { Challenge: { } challenge, Salt: { } salt })
        {
            answer = string.IsNullOrEmpty(password)
                ? throw new SinkFailureException(
                    "OBS asks for a password: Tools → WebSocket Server Settings → Show Connect Info.", WaitWhenRefused)
                : ObsAuthentication.Answer(password, salt, challenge);
        }

        await SendAsync(ObsMessage.Identify, new { rpcVersion = RpcVersion, authentication = answer, eventSubscriptions = 0 }, stop);
        await ExpectAsync(ObsMessage.Identified, stop);
        return true;
    }

    private async Task ReceiveAllAsync()
    {
        try
        {
            while (true)
            {
                var message = await ReceiveAsync(_stop.Token);
                if (message.Operation == ObsMessage.RequestResponse && message.RequestId == _requestId)
                {
                    Volatile.Read(ref _response)?.TrySetResult(message);
                }
            }
        }
        catch (Exception exception) when (IsOfConnection(exception))
        {
            throw FailureOf(exception);
        }
    }

    private async Task<ObsMessage> ExpectAsync(int operation, CancellationToken stop)
    {
        var message = await ReceiveAsync(stop);
        return message.Operation == operation
            ? message
            : throw new SinkFailureException("What answers there is not obs-websocket 5: OBS 28 or later has it.", WaitWhenRefused);
    }

    private async Task<ObsMessage> ReceiveAsync(CancellationToken stop)
    {
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), stop);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                throw ClosedBy((int?)_socket.CloseStatus ?? 0);
            }

            if (length == _buffer.Length)
            {
                throw new SinkFailureException("OBS sent a message that is too long.");
            }

            if (part.EndOfMessage)
            {
                return ObsMessage.TryParse(_buffer.AsMemory(0, length), out var message)
                    ? message
                    : throw new SinkFailureException("What answers there is not obs-websocket 5: OBS 28 or later has it.", WaitWhenRefused);
            }
        }
    }

    private static SinkFailureException ClosedBy(int code) => code switch
    {
        AuthenticationFailed => new("OBS refuses the password: Tools → WebSocket Server Settings → Show Connect Info.", WaitWhenRefused),
        UnsupportedRpcVersion => new("This OBS speaks another version of obs-websocket than 5.", WaitWhenRefused),
        SessionInvalidated => new("Somebody at OBS ended the connection. Set this up again to connect again.") { IsLast = true },
        _ => new($"OBS closed the connection ({code})."),
    };

    private ValueTask SendAsync(int operation, object data, CancellationToken stop)
    {
        // What is absent is not written: obs-websocket takes null for a wrong type.
        var json = JsonSerializer.SerializeToUtf8Bytes(new { op = operation, d = data }, CaptionJson.Options);
        return _socket.SendAsync(json.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, stop);
    }

    private async Task<T> WithPatienceAsync<T>(Func<CancellationToken, Task<T>> action, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await action(stop.Token);
        }
        catch (Exception exception) when (IsOfConnection(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw FailureOf(exception);
        }
    }

    private static bool IsOfConnection(Exception exception) =>
        exception is WebSocketException or OperationCanceledException
            or IOException or ObjectDisposedException or InvalidOperationException;

    private static SinkFailureException FailureOf(Exception exception) => exception is OperationCanceledException
        ? new($"OBS does not answer within {Patience.TotalSeconds:F0} s.")
        : new("The connection to OBS is gone.");
}
