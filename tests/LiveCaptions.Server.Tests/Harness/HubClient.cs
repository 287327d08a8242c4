using System.Collections.Concurrent;
using System.Threading.Channels;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Live;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using MessagePack;
using MessagePack.Resolvers;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>A viewer by SignalR.</summary>
public sealed class HubClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly HubConnection _connection;
    private readonly ConcurrentQueue<Cue> _cues = new();
    private readonly Channel<object> _events = Channel.CreateUnbounded<object>();

    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HubClient(HubConnection connection)
    {
        _connection = connection;
        connection.Closed += _ =>
        {
            _closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    /// <summary>Messages so far.</summary>
    public IReadOnlyList<Cue> Cues => [.. _cues];

    /// <summary>Done when the server has ended the connection.</summary>
    public Task UntilClosedAsync() => _closed.Task.WaitAsync(Patience);

    /// <param name="raw">Reads MessagePack as plain maps, not by our own types.</param>
    public static async Task<HubClient> ConnectAsync(
        TestServer server, bool messagePack, bool raw = false, string? token = null,
        IReadOnlyList<(string Name, string Value)>? headers = null)
    {
        var builder = new HubConnectionBuilder().WithUrl(new Uri(server.Address, "/hubs/captions"), options =>
        {
            options.AccessTokenProvider = () => Task.FromResult(token);
            foreach (var (name, value) in headers ?? [])
            {
                options.Headers[name] = value;
            }
        });
        var client = new HubClient((messagePack
            ? builder.AddMessagePackProtocol(pack => pack.SerializerOptions = MessagePackSerializerOptions.Standard.WithResolver(raw
                ? ContractlessStandardResolver.Instance
                : CompositeResolver.Create(JsonBridgeResolver.Instance, ContractlessStandardResolver.Instance)))
            : builder.AddJsonProtocol(json => CaptionJson.Configure(json.PayloadSerializerOptions))).Build());
        client._connection.On<Cue>("cue", cue =>
        {
            client._cues.Enqueue(cue);
            client._events.Writer.TryWrite(cue);
        });
        client._connection.On<EmotionMessage>("emotion", emotion => client._events.Writer.TryWrite(emotion));
        client._connection.On<SessionView>("session", session => client._events.Writer.TryWrite(session));
        await client._connection.StartAsync().WaitAsync(Patience);
        return client;
    }

    public Task<WatchReply> WatchAsync(string id, long? afterSeq = null) =>
        _connection.InvokeAsync<WatchReply>("Watch", id, afterSeq).WaitAsync(Patience);

    /// <summary>Calls a method with whatever arguments.</summary>
    public Task<WatchReply> CallAsync(string method, params object?[] arguments) =>
        _connection.InvokeCoreAsync<WatchReply>(method, arguments).WaitAsync(Patience);

    public Task<Dictionary<string, object>> WatchRawAsync(string id) =>
        _connection.InvokeAsync<Dictionary<string, object>>("Watch", id, null).WaitAsync(Patience);

    public Task UnwatchAsync(string id) => _connection.InvokeAsync("Unwatch", id).WaitAsync(Patience);

    public async Task UntilAsync(Func<Cue, bool> predicate)
    {
        while (!(await NextAsync() is Cue cue && predicate(cue)))
        {
        }
    }

    /// <summary>Reads until the session is said to have ended.</summary>
    public async Task UntilFinishedAsync()
    {
        while (await NextAsync() is not SessionView { State: SessionState.Finished or SessionState.Failed })
        {
        }
    }

    /// <summary>Reads until the session is as wanted.</summary>
    public async Task<SessionView> SessionAsync(Func<SessionView, bool> predicate)
    {
        while (true)
        {
            if (await NextAsync() is SessionView session && predicate(session))
            {
                return session;
            }
        }
    }

    /// <summary>Reads until something is said of how it is said.</summary>
    public async Task<EmotionMessage> EmotionAsync()
    {
        while (true)
        {
            if (await NextAsync() is EmotionMessage emotion)
            {
                return emotion;
            }
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private Task<object> NextAsync() => _events.Reader.ReadAsync().AsTask().WaitAsync(Patience);
}
