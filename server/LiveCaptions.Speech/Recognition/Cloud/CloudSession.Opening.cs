using System.Net.WebSockets;

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
        _socket.Options.CollectHttpResponseDetails = true;
        _socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(15);
        _socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(20);
        _dialogue.Prepare(_socket.Options);
        using var late = new CancellationTokenSource(Patience, _access.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            await _socket.ConnectAsync(_dialogue.Address, _access.Http, stop.Token);
        }
        catch (Exception e) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Fault(new CloudFault(Late, "no answer"), e);
        }
        catch (WebSocketException e)
        {
            var status = (int)_socket.HttpStatusCode;
            throw Fault(status == 0 ? new CloudFault(EngineFaultKind.Transient, "no connection") : CloudFault.Of(status), e);
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
