using System.Text.Json;

namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>What a provider says, until it has said all.</summary>
internal sealed partial class CloudSession
{
    /// <summary>WebSocket's code for a connection that ended without one.</summary>
    private const int Broken = 1006;

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
        catch (JsonException e)
        {
            // Even behind our goodbye: what was still to be said is not known.
            var fault = Fault(new CloudFault(EngineFaultKind.Transient, "not understood"), e);
            onFault(fault);
            throw fault;
        }
        catch (Exception e) when (IsCutOff(e) && !_stop.IsCancellationRequested)
        {
            if (_saidGoodbye && HasFarewell(Broken))
            {
                return;
            }

            var fault = Fault(new CloudFault(EngineFaultKind.Transient, "cut off"), e);
            onFault(fault);
            throw fault;
        }
    }

    private async Task ListenAsync()
    {
        var ended = false;
        while (await _line.ReadAsync(_stop.Token) is { } said)
        {
            var message = Take(said);
            _goesAway |= message.GoesAway;
            if (message.Reply is { } reply)
            {
                await SayAsync(reply, _stop.Token);
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

        var code = _line.Code;
        if (!_saidGoodbye || !(ended || HasFarewell(code)))
        {
            throw Fault(_dialogue.FaultOf(code, _line.Reason));
        }
    }

    /// <summary>Reads a message and tells what it says, before anybody else tells what comes behind it.</summary>
    private CloudMessage Take(ReadOnlyMemory<byte> said)
    {
        lock (_telling)
        {
            var message = Understand(said);
            if (message.Fault is { } fault)
            {
                throw Fault(fault);
            }

            Tell(message.Results);
            return message;
        }
    }

    private void Tell(IReadOnlyList<CloudResult> results)
    {
        foreach (var result in results)
        {
            _hasResult = true;
            _onResult(result);
            _flush?.Look();
        }
    }

    /// <summary>Whether a connection that is over ended in order; what was left to say is told then.</summary>
    private bool HasFarewell(int code)
    {
        lock (_telling)
        {
            if (_dialogue.Farewell(code) is not { } rest)
            {
                return false;
            }

            Tell(rest);
            return true;
        }
    }

    private CloudMessage Understand(ReadOnlyMemory<byte> said)
    {
        try
        {
            return _dialogue.Read(said);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
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
