using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Engine;

/// <summary>An engine failed on a track: nobody else's fault, such as the disk's.</summary>
/// <param name="reason">For everybody, a few words behind its name, such as <c>failed</c>. Nothing of the far end's words is in it.</param>
/// <param name="isDecisive">Whether trying again at once would not help this session.</param>
/// <param name="scope">Whom else it concerns.</param>
internal sealed class EngineFailedException(string reason, bool isDecisive, FaultScope scope, Exception? inner = null)
    : Exception(inner?.Message ?? $"It {reason}.", inner)
{
    public string Reason { get; } = reason;

    public bool IsDecisive { get; } = isDecisive;

    public FaultScope Scope { get; } = scope;

    /// <summary>Of a run that failed.</summary>
    public static EngineFailedException Of(Exception fault) => fault switch
    {
        EngineFaultException { Kind: EngineFaultKind.Auth } =>
            new("refuses this server's account", isDecisive: true, FaultScope.Everybody, fault),
        EngineFaultException { Kind: EngineFaultKind.Limit } =>
            new("is at its account's limit", isDecisive: true, FaultScope.Everybody, fault),
        EngineFaultException { Kind: EngineFaultKind.Refused } =>
            new("refuses the session's settings", isDecisive: true, FaultScope.Session, fault),
        EngineFaultException { Kind: EngineFaultKind.Silent } =>
            new("does not answer", isDecisive: true, FaultScope.Unknown, fault),
        EngineUnavailableException => new("is not available", isDecisive: true, FaultScope.Everybody, fault),
        _ => new("failed", isDecisive: false, FaultScope.Unknown, fault),
    };

    /// <summary>Of one that could not even be loaded.</summary>
    public static EngineFailedException Loading(Exception fault) =>
        new("could not be loaded", isDecisive: true, FaultScope.Everybody, fault);

    /// <summary>Of one that was given speech and wrote nothing.</summary>
    public static EngineFailedException Stalled(TimeSpan bound) =>
        new($"gave no result for {bound.TotalSeconds:0.#} s", isDecisive: true, FaultScope.Unknown);
}
