using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>The decodes of one utterance, one at a time; a final pushes a running interim aside.</summary>
internal sealed class UtteranceDecoding(Func<IUtteranceDecoder> createDecoder, InferenceScheduler scheduler, bool background, CancellationToken stop)
{
    /// <summary>How long a final that nobody waits for may wait: longer than live streams ever do, but not for ever.</summary>
    private static readonly TimeSpan BackgroundSlack = TimeSpan.FromSeconds(30);

    private readonly IUtteranceDecoder _decoder = createDecoder();
    private readonly SecondHearing _second = new(createDecoder);
    private Task<Hypothesis> _running = Task.FromResult(Hypothesis.Empty);
    private CancellationTokenSource? _interimStop;

    /// <summary>The newest hypothesis, the next interim's draft.</summary>
    public Hypothesis Newest { get; private set; } = Hypothesis.Empty;

    public bool Busy => !_running.IsCompleted;

    /// <summary>Decodes with the newest hypothesis as a draft. Not while <see cref="Busy"/>.</summary>
    /// <exception cref="OperationCanceledException">A final came in between.</exception>
    /// <param name="speech">Speech probability per frame.</param>
    public Task<Hypothesis> Interim(ReadOnlyMemory<float> audio, float[] speech, TimeSpan slack) => _running = InterimAsync(audio, speech, slack);

    /// <summary>Decodes without a draft, so that the result depends on the audio alone.</summary>
    /// <param name="speech">Speech probability per frame.</param>
    public Task<Hypothesis> Final(ReadOnlyMemory<float> audio, float[] speech) => _running = FinalAsync(_running, audio, speech);

    private async Task<Hypothesis> InterimAsync(ReadOnlyMemory<float> audio, float[] speech, TimeSpan slack)
    {
        using var interimStop = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _interimStop = interimStop;
        try
        {
            return Newest = await scheduler.RunAsync(() => SecondHearing.Said(_decoder.Decode(audio, Newest, interimStop.Token), speech), slack, interimStop.Token);
        }
        finally
        {
            _interimStop = null;
        }
    }

    private async Task<Hypothesis> FinalAsync(Task before, ReadOnlyMemory<float> audio, float[] speech)
    {
        await CancelInterimAsync();
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var turn = background ? scheduler.TurnIn(BackgroundSlack, InferenceClass.Background) : scheduler.TurnIn(TimeSpan.Zero, InferenceClass.Live);
        return Newest = await _decoder.DecodeAsync(audio, first => _second.Complete(first, audio, speech, stop), scheduler, turn, stop);
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
