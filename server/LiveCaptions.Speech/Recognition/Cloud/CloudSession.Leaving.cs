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

    /// <summary>Closes in order, behind what is being sent; who is gone already does not mind.</summary>
    private async Task PartAsync()
    {
        await _turn.WaitAsync(_stop.Token);
        try
        {
            await _line.EndAsync(_stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            _turn.Release();
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
