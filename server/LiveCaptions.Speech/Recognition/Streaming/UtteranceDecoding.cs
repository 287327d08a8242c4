using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>The decodes of one utterance, one at a time; a final pushes a running interim aside.</summary>
internal sealed class UtteranceDecoding(IUtteranceDecoder decoder, InferenceScheduler scheduler, bool background, CancellationToken stop)
{
    /// <summary>How long a final that nobody waits for may wait: longer than live streams ever do, but not for ever.</summary>
    private static readonly TimeSpan BackgroundSlack = TimeSpan.FromSeconds(30);

    private Task<Hypothesis> _running = Task.FromResult(Hypothesis.Empty);
    private CancellationTokenSource? _interimStop;

    /// <summary>The newest hypothesis, the next interim's draft.</summary>
    public Hypothesis Newest { get; private set; } = Hypothesis.Empty;

    public bool Busy => !_running.IsCompleted;

    /// <summary>Decodes with the newest hypothesis as a draft. Not while <see cref="Busy"/>.</summary>
    /// <exception cref="OperationCanceledException">A final came in between.</exception>
    public Task<Hypothesis> Interim(ReadOnlyMemory<float> audio, TimeSpan slack) => _running = InterimAsync(audio, slack);

    /// <summary>Decodes without a draft, so that the result depends on the audio alone.</summary>
    public Task<Hypothesis> Final(ReadOnlyMemory<float> audio) => _running = FinalAsync(_running, audio);

    private async Task<Hypothesis> InterimAsync(ReadOnlyMemory<float> audio, TimeSpan slack)
    {
        using var interimStop = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _interimStop = interimStop;
        try
        {
            return Newest = await scheduler.RunAsync(() => decoder.Decode(audio, Newest, interimStop.Token), slack, interimStop.Token);
        }
        finally
        {
            _interimStop = null;
        }
    }

    private async Task<Hypothesis> FinalAsync(Task before, ReadOnlyMemory<float> audio)
    {
        await CancelInterimAsync();
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var slack = background ? BackgroundSlack : TimeSpan.Zero;
        return Newest = await scheduler.RunAsync(() => decoder.Decode(audio, draft: null, stop), slack, stop, background ? InferenceClass.Background : InferenceClass.Live);
    }

    private async Task CancelInterimAsync()
    {
        try
        {
            await (_interimStop?.CancelAsync() ?? Task.CompletedTask);
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }
}
