using System.Diagnostics.CodeAnalysis;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Server.Engine;

/// <summary>The engine of every session that asks for no other, once it is there.</summary>
/// <param name="load">How to load it: the models of the options, or a test's own.</param>
public sealed class LoadedEngine(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load) : IAsyncDisposable
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<SpeechEngine> _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SpeechEngine? _engine;

    /// <summary>Completes when publishers are taken; fails with what made loading fail.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Completes with the engine when it is loaded; publishers are taken a little later.</summary>
    internal Task<SpeechEngine> Loaded => _loaded.Task;

    /// <summary>The engine as soon as it is loaded; null before.</summary>
    internal SpeechEngine? Standing => _engine;

    /// <returns>Whether it is there; who loads has said why not, and the server stops.</returns>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        await Ready.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return TryGet(out _);
    }

    /// <summary>What made loading fail, if it did.</summary>
    public Exception? Failure => _ready.Task.Exception?.InnerException;

    /// <summary>The engine, for who knows that it is ready.</summary>
    public SpeechEngine Engine => TryGet(out var engine) ? engine : throw new InvalidOperationException("The speech engine is not loaded.");

    /// <summary>False while models load and interrupted sessions are taken up.</summary>
    public bool TryGet([NotNullWhen(true)] out SpeechEngine? engine)
    {
        engine = _ready.Task.IsCompletedSuccessfully ? _engine : null;
        return engine is not null;
    }

    public async Task<SpeechEngine> LoadAsync(SpeechEngineOptions options, CancellationToken cancellationToken)
    {
        _engine = await load(options, cancellationToken);
        _loaded.TrySetResult(_engine);
        return _engine;
    }

    /// <summary>Loads another one, which is its caller's.</summary>
    internal Task<SpeechEngine> LoadAnotherAsync(SpeechEngineOptions options, CancellationToken cancellationToken) =>
        load(options, cancellationToken);

    public void MarkReady() => _ready.TrySetResult();

    public void MarkFailed(Exception exception) => _ready.TrySetException(exception);

    public async ValueTask DisposeAsync()
    {
        var engine = Interlocked.Exchange(ref _engine, null);
        if (engine is not null)
        {
            await engine.DisposeAsync();
        }
    }
}
