using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Server.Engine;

/// <summary>A track that is heard by an engine, until it fails or another takes over.</summary>
internal sealed class EngineTurn : IDisposable
{
    private readonly EngineSeat _seat;
    private readonly EngineTrial? _shared;
    private readonly EngineTrial? _own;
    private Task<SpeechEngine>? _loading;
    private bool _over;

    /// <param name="shared">Of the engine for all; null where it is tried although it is to be left alone.</param>
    /// <param name="own">Of the engine for this session.</param>
    public EngineTurn(EngineSeat seat, EngineTrial? shared, EngineTrial? own)
    {
        (_seat, _shared, _own) = (seat, shared, own);
        Engine.Enter();
    }

    public PooledEngine Engine => _seat.Engine;

    /// <summary>Its place in the session's chain.</summary>
    public int Place => _seat.Place;

    /// <summary>Whether others wait whether it works.</summary>
    public bool IsProbe => _shared?.IsProbe == true || _own?.IsProbe == true;

    /// <summary>Done when it is loaded, or could not be.</summary>
    public Task Loading => _loading ??= Engine.GetAsync();

    /// <exception cref="EngineFailedException">It could not be loaded.</exception>
    public async Task<SpeechEngine> LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await (_loading ??= Engine.GetAsync()).WaitAsync(cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw EngineFailedException.Loading(fault);
        }
    }

    /// <summary>A result came.</summary>
    public void Succeed()
    {
        _own?.TryEnd(worked: true);

        // Of one stream alone nobody could say whether the engine works or its sound is easy.
        if (_shared?.TryEnd(worked: true) != true && Engine.Streams > 1)
        {
            Engine.Breaker.Succeed();
        }
    }

    public void Fail(EngineFailedException fault)
    {
        if (_own?.TryEnd(worked: false) != true)
        {
            _seat.Breaker.Fail(fault.Reason, fault.IsDecisive);
        }

        // One that has settings to refuse is there.
        var concernsOthers = fault.Scope != FaultScope.Session;
        if (_shared?.TryEnd(worked: !concernsOthers) != true && concernsOthers)
        {
            Engine.Breaker.Fail(fault.Reason, isDecisive: fault.Scope == FaultScope.Everybody);
        }
    }

    public void Dispose()
    {
        if (!_over)
        {
            _over = true;

            // A try that was dropped would be waited for until the server ends.
            _own?.TryEnd(worked: false);
            _shared?.TryEnd(worked: false);
            Engine.Leave();
        }
    }
}
