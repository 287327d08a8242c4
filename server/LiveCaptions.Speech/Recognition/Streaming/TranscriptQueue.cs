using System.Threading.Channels;

namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>
/// The transcripts of one stream while they are made: beside the caller, so that frames are taken as they come. Only work that piles
/// up holds the caller back. The first error ends the transcripts. One caller at a time.
/// </summary>
/// <param name="most">Pieces of work that may wait.</param>
internal sealed class TranscriptQueue(int most) : IAsyncDisposable
{
    private readonly Channel<Transcript> _transcripts = Channel.CreateUnbounded<Transcript>(
        new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _places = new(most);
    private CancellationTokenSource? _meanwhile;

    /// <summary>Completes when all work so far is done.</summary>
    private Task _work = Task.CompletedTask;

    public ChannelReader<Transcript> Transcripts => _transcripts.Reader;

    /// <summary>Cancelled when nobody wants the transcripts any more.</summary>
    public CancellationToken Stop => _stop.Token;

    public bool IsIdle => _work.IsCompleted;

    public void Write(Transcript transcript) => _transcripts.Writer.TryWrite(transcript);

    /// <summary>Begins work as soon as there is a place for it. What is done meanwhile makes way.</summary>
    /// <param name="work">Gets what was queued before it, to wait for before it writes.</param>
    public async ValueTask AddAsync(Func<Task, Task> work, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        _meanwhile?.Cancel();
        _work = RunAsync(work, _work);
    }

    /// <summary>Begins work that is given up for whatever is added; only while the queue <see cref="IsIdle"/>.</summary>
    public void Meanwhile(Func<CancellationToken, Task> work)
    {
        _meanwhile = new CancellationTokenSource();
        _work = RunMeanwhileAsync(work, _meanwhile.Token);
    }

    /// <summary>Waits until all work so far is done.</summary>
    public Task DrainAsync(CancellationToken cancellationToken) => _work.WaitAsync(cancellationToken);

    /// <summary>No more transcripts come after the last ones.</summary>
    /// <param name="flush">Adds the last work and waits for it.</param>
    public async ValueTask FinishAsync(Func<CancellationToken, ValueTask> flush, CancellationToken cancellationToken)
    {
        try
        {
            await flush(cancellationToken);
        }
        finally
        {
            _transcripts.Writer.TryComplete();
        }
    }

    /// <summary>Gives up what is not done.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _meanwhile?.Cancel();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _transcripts.Writer.TryComplete();
        _places.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync(Func<Task, Task> work, Task before)
    {
        try
        {
            await work(before);
        }
        catch (Exception e)
        {
            _transcripts.Writer.TryComplete(e is OperationCanceledException ? null : e);
            throw;
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task RunMeanwhileAsync(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        try
        {
            await work(stop);
        }
        catch (OperationCanceledException)
        {
            // It made way, or the stream ends.
        }
        catch (Exception e)
        {
            _transcripts.Writer.TryComplete(e);
            throw;
        }
    }
}
