using System.Net.WebSockets;
using System.Text;

namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>One connection to a provider, from its handshake to its end. One caller at a time sends; what is heard comes beside.</summary>
internal sealed partial class CloudSession : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _telling = new();
    private readonly TaskCompletionSource _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ICloudProtocol _protocol;
    private readonly ICloudDialogue _dialogue;
    private readonly ICloudLine _line;
    private readonly CloudAccess _access;
    private readonly Action<CloudResult> _onResult;
    private readonly TimeSpan? _readyWithin;
    private readonly long _opened;
    private volatile Flush? _flush;
    private Task _listening = Task.CompletedTask;
    private Task _caring = Task.CompletedTask;
    private long _sentAt;
    private long _soundAt;
    private int _chunks;
    private volatile bool _saidGoodbye;
    private volatile bool _hasResult;
    private volatile bool _goesAway;

    private CloudSession(ICloudProtocol protocol, CloudRequest request, CloudAccess access, Action<CloudResult> onResult)
    {
        (_protocol, _dialogue, _access, _onResult) = (protocol, protocol.Begin(request), access, onResult);
        (_line, _readyWithin) = (_dialogue.Line(access), request.ReadyWithin);
        _opened = _sentAt = _soundAt = access.Time.GetTimestamp();
        Pacer = new CloudPacer(protocol.Limits, access.Time);
    }

    public CloudPacer Pacer { get; }

    /// <summary>Whether it was good for something.</summary>
    public bool HasResult => _hasResult;

    /// <summary>Samples that were sent.</summary>
    public long Sent { get; private set; }

    /// <summary>It was told that nothing more comes.</summary>
    public bool IsLeft => _saidGoodbye;

    /// <summary>It is about to be closed by the far end.</summary>
    public bool GoesAway => _goesAway;

    /// <summary>How much of its time is over, by the clock or in sound, whichever is more.</summary>
    public TimeSpan Age => TimeSpan.FromSeconds(
        Math.Max(AudioFormat.ToSeconds(Sent), _access.Time.GetElapsedTime(_opened).TotalSeconds));

    /// <param name="onResult">Told of results, one after the other.</param>
    /// <param name="onFault">Told once where the connection fails though nobody waits for it.</param>
    /// <exception cref="EngineFaultException">It cannot be had.</exception>
    public static async Task<CloudSession> OpenAsync(
        ICloudProtocol protocol, CloudRequest request, CloudAccess access,
        Action<CloudResult> onResult, Action<EngineFaultException> onFault, CancellationToken cancellationToken)
    {
        var session = new CloudSession(protocol, request, access, onResult);
        try
        {
            await session.ConnectAsync(cancellationToken);
            session._listening = session.ListenAsync(onFault);
            await session.GreetAsync(cancellationToken);
            session._caring = session.CareAsync();
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <returns>False where the connection was left meanwhile: the sound is not heard there.</returns>
    /// <exception cref="EngineFaultException">The connection failed.</exception>
    public async ValueTask<bool> SendAsync(ReadOnlyMemory<byte> pcm, CancellationToken cancellationToken)
    {
        var isSent = _dialogue.Wrap(pcm) is { } text
            ? await SendAsync(text, isText: true, isSound: true, cancellationToken)
            : await SendAsync(pcm, isText: false, isSound: true, cancellationToken);
        if (!isSent)
        {
            return false;
        }

        _chunks++;
        Sent += pcm.Length / sizeof(short);
        Volatile.Write(ref _soundAt, _access.Time.GetTimestamp());
        return true;
    }

    /// <summary>Asks for all about what was sent, without waiting for it.</summary>
    public async Task FinalizeAsync(CloudTurn turn, CancellationToken cancellationToken)
    {
        if (IsLeft)
        {
            return;
        }

        await SayAsync(_dialogue.EndTurn(turn), cancellationToken);
        if (_dialogue.EndsWith(turn))
        {
            await LeaveAsync(cancellationToken);
            return;
        }

        lock (_telling)
        {
            Tell(_dialogue.Due());
        }
    }

    /// <summary>
    /// Asks for all about what was sent, and waits for it, but not for ever: a provider that has nothing to say says nothing.
    /// </summary>
    public async ValueTask FlushAsync(CloudTurn turn, Func<bool> isDone, CancellationToken cancellationToken)
    {
        turn = turn with { IsAwaited = true };

        // Where the connection ends, its end is the answer.
        var flush = _flush = new Flush(_dialogue.EndsWith(turn) ? () => false : isDone);
        await FinalizeAsync(turn, cancellationToken);
        flush.Look();
        Task answered = Task.WhenAny(flush.Done, _listening).WaitAsync(_protocol.Limits.Answer, _access.Time, cancellationToken);
        await answered.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        _flush = null;
    }

    /// <summary>Says goodbye and waits for all that the provider still says.</summary>
    /// <exception cref="EngineFaultException">It failed, or does not answer.</exception>
    public async ValueTask CloseAsync(CancellationToken cancellationToken)
    {
        await LeaveAsync(cancellationToken);
        try
        {
            await _listening.WaitAsync(_protocol.Limits.Answer, _access.Time, cancellationToken);
        }
        catch (TimeoutException late)
        {
            if (!HasFarewell(0))
            {
                throw Fault(new CloudFault(EngineFaultKind.Transient, "no goodbye"), late);
            }
        }

        await PartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_listening, _caring).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _line.Dispose();
        _turn.Dispose();
        _stop.Dispose();
    }

    private async Task SayAsync(IEnumerable<string> texts, CancellationToken cancellationToken)
    {
        foreach (var text in texts)
        {
            await SayAsync(text, cancellationToken);
        }
    }

    private Task SayAsync(string text, CancellationToken cancellationToken) =>
        SendAsync(Encoding.UTF8.GetBytes(text), isText: true, isSound: false, cancellationToken).AsTask();

    private async ValueTask<bool> SendAsync(
        ReadOnlyMemory<byte> message, bool isText, bool isSound, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_saidGoodbye && isSound)
            {
                return false;
            }

            // What the far end said before it closed is the better reason.
            if (_listening.IsFaulted)
            {
                await _listening;
            }

            await _line.SendAsync(message, isText, cancellationToken);
            Volatile.Write(ref _sentAt, _access.Time.GetTimestamp());
            return true;
        }
        catch (Exception e) when (IsCutOff(e) && !cancellationToken.IsCancellationRequested)
        {
            await _listening.WaitAsync(_protocol.Limits.Answer, _access.Time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw _listening.Exception?.InnerException as EngineFaultException
                ?? Fault(new CloudFault(EngineFaultKind.Transient, "cut off"), e);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>A line whose far end is gone says so in many ways; that it was aborted meanwhile is one.</summary>
    private static bool IsCutOff(Exception e) =>
        e is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException;

    private EngineFaultException Fault(CloudFault fault, Exception? inner = null) =>
        fault.ToException(_protocol.Provider, _protocol.Setting, inner, _protocol.KeySetting);
}
