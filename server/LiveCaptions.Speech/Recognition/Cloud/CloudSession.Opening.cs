namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>From the handshake to the first sound.</summary>
internal sealed partial class CloudSession
{
    /// <summary>How long the next answer may take before there is sound.</summary>
    private TimeSpan Patience => _readyWithin is not { } bound ? _protocol.Limits.Answer
        : bound - _access.Time.GetElapsedTime(_opened) is var left && left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1);

    private EngineFaultKind Late => _readyWithin is null ? EngineFaultKind.Transient : EngineFaultKind.Silent;

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Patience, _access.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            await _line.ConnectAsync(stop.Token);
        }
        catch (Exception e) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Fault(new CloudFault(Late, "no answer"), e);
        }
        catch (Exception e) when (_line.FaultOf(e) is { } fault)
        {
            throw Fault(fault, e);
        }
    }

    private async Task GreetAsync(CancellationToken cancellationToken)
    {
        if (_dialogue.Hello is { } hello)
        {
            await SayAsync(hello, cancellationToken);
        }

        if (_dialogue.WaitsForGreeting)
        {
            try
            {
                await await Task.WhenAny(_greeted.Task, _listening).WaitAsync(Patience, _access.Time, cancellationToken);
            }
            catch (TimeoutException late)
            {
                throw Fault(new CloudFault(Late, "no greeting"), late);
            }
        }
    }
}
