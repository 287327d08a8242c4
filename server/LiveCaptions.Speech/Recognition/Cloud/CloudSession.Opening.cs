namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>From the handshake to the first sound.</summary>
internal sealed partial class CloudSession
{
    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(_protocol.Limits.Answer, _access.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            await _line.ConnectAsync(stop.Token);
        }
        catch (Exception e) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Fault(new CloudFault(EngineFaultKind.Transient, "no answer"), e);
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
                await await Task.WhenAny(_greeted.Task, _listening).WaitAsync(_protocol.Limits.Answer, _access.Time, cancellationToken);
            }
            catch (TimeoutException late)
            {
                throw Fault(new CloudFault(EngineFaultKind.Transient, "no greeting"), late);
            }
        }
    }
}
