using System.Net.WebSockets;

namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>Signs of life, and the end.</summary>
internal sealed partial class CloudSession
{
    private async ValueTask LeaveAsync(CancellationToken cancellationToken)
    {
        if (!_saidGoodbye)
        {
            _saidGoodbye = true;
            await SayAsync(_dialogue.Goodbye(_chunks), cancellationToken);
            if (_dialogue.IsDone)
            {
                await PartAsync();
            }
        }
    }

    /// <summary>Closes in order; who is gone already does not mind.</summary>
    private async Task PartAsync()
    {
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, _stop.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Says that somebody is still there, and leaves when nothing comes for long: some are paid for the time.</summary>
    private async Task CareAsync()
    {
        var limits = _protocol.Limits;
        using var timer = new PeriodicTimer(limits.KeepAlive / 2, _access.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token) && !_saidGoodbye)
            {
                if (_access.Time.GetElapsedTime(Volatile.Read(ref _soundAt)) >= limits.Idle)
                {
                    await LeaveAsync(_stop.Token);
                }
                else if (_dialogue.KeepAlive is { } text && _access.Time.GetElapsedTime(Volatile.Read(ref _sentAt)) >= limits.KeepAlive / 2)
                {
                    await SayAsync(text, _stop.Token);
                }
            }
        }
        catch (EngineFaultException)
        {
            // Who listens has it, too.
        }
    }
}
