using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>
/// Transcripts that wait for their reader. Where it stops taking them, as when they cannot be stored, interims are left out and whoever
/// sends sound has to wait: what a provider says is never more than what it was sent. Thread-safe.
/// </summary>
internal sealed class CloudOutbox : ChannelReader<Transcript>
{
    /// <summary>Interims that may wait; a newer one comes soon.</summary>
    private const int MostInterims = 16;

    /// <summary>Transcripts that may wait before no more sound is sent: of finals a quarter of an hour and more.</summary>
    public const int MostBeforeSending = 128;

    /// <summary>Transcripts of a provider that says more than it can have heard.</summary>
    public const int Most = 2_048;

    private readonly Channel<Transcript> _channel = Channel.CreateUnbounded<Transcript>();
    private readonly Lock _lock = new();
    private TaskCompletionSource? _room;
    private volatile bool _isComplete;

    public override Task Completion => _channel.Reader.Completion;

    public override bool CanCount => true;

    public override int Count => _channel.Reader.Count;

    public void Show(Transcript interim)
    {
        if (Count < MostInterims)
        {
            _channel.Writer.TryWrite(interim);
        }
    }

    public void Give(Transcript final)
    {
        if (Count >= Most)
        {
            Complete(new EngineFaultException(
                EngineFaultKind.Transient, $"More than {Most} transcripts wait to be taken: the provider says more than it was sent."));
        }

        _channel.Writer.TryWrite(final);
    }

    public void Complete(Exception? fault)
    {
        _isComplete = true;
        _channel.Writer.TryComplete(fault);
        Volatile.Read(ref _room)?.TrySetResult();
    }

    /// <summary>Waits until more sound may be sent.</summary>
    public async ValueTask WaitForRoomAsync(CancellationToken cancellationToken)
    {
        while (!HasRoom)
        {
            TaskCompletionSource room;
            lock (_lock)
            {
                room = _room = _room is { Task.IsCompleted: false } waiting
                    ? waiting
                    : new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            if (!HasRoom)
            {
                await room.Task.WaitAsync(cancellationToken);
            }
        }
    }

    public override bool TryRead([MaybeNullWhen(false)] out Transcript item)
    {
        var isRead = _channel.Reader.TryRead(out item);
        if (isRead && HasRoom)
        {
            Volatile.Read(ref _room)?.TrySetResult();
        }

        return isRead;
    }

    public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) =>
        _channel.Reader.WaitToReadAsync(cancellationToken);

    private bool HasRoom => Count < MostBeforeSending || _isComplete;
}
