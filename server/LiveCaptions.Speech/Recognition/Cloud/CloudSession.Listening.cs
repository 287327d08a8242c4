using System.Net.WebSockets;
using System.Text.Json;

namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>What a provider says, until it has said all.</summary>
internal sealed partial class CloudSession
{
    private async Task ListenAsync(Action<EngineFaultException> onFault)
    {
        try
        {
            await ListenAsync();
        }
        catch (EngineFaultException fault)
        {
            onFault(fault);
            throw;
        }
        catch (Exception e) when (IsCutOff(e) && !_stop.IsCancellationRequested)
        {
            var fault = Fault(new CloudFault(EngineFaultKind.Transient, "cut off"), e);
            onFault(fault);
            throw fault;
        }
    }

    private async Task ListenAsync()
    {
        var reader = new CloudReader(_socket);
        var ended = false;
        while (await reader.ReadAsync(_stop.Token) is { } json)
        {
            var message = Understand(json);
            if (message.Fault is { } fault)
            {
                throw Fault(fault);
            }

            foreach (var result in message.Results)
            {
                _hasResult = true;
                _onResult(result);
                _flush?.Look();
            }

            if (message.Greets)
            {
                _greeted.TrySetResult();
            }

            if (message.Flushes)
            {
                _flush?.End();
            }

            if (message.Ends)
            {
                ended = true;
                break;
            }
        }

        if (!_saidGoodbye || !(ended || _socket.CloseStatus == WebSocketCloseStatus.NormalClosure))
        {
            throw Fault(_dialogue.FaultOf((int?)_socket.CloseStatus ?? 0, _socket.CloseStatusDescription));
        }
    }

    private CloudMessage Understand(JsonElement json)
    {
        try
        {
            return _dialogue.Read(json);
        }
        catch (JsonException e)
        {
            throw Fault(new CloudFault(EngineFaultKind.Transient, "not understood"), e);
        }
    }

    /// <summary>Somebody waits for all that was sent to be final.</summary>
    private sealed class Flush(Func<bool> isDone)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Done => _done.Task;

        public void Look()
        {
            if (isDone())
            {
                End();
            }
        }

        public void End() => _done.TrySetResult();
    }
}
