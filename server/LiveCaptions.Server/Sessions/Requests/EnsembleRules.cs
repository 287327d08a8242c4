using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Engine;

namespace LiveCaptions.Server.Sessions.Requests;

/// <summary>Which engines may be asked to vote on the transcript for publishing.</summary>
public static class EnsembleRules
{
    /// <summary>Each of them recognises the whole recording.</summary>
    public const int Most = 4;

    /// <returns>What is wrong with them; null when nothing is.</returns>
    public static (string Code, string Detail)? FindFault(IReadOnlyList<string>? ensemble, EnginePool pool)
    {
        if (ensemble is null or [])
        {
            return null;
        }

        if (ensemble.Count > Most)
        {
            return ("ensemble_invalid", $"ensemble has up to {Most} engines, the leading one first.");
        }

        if (ensemble.FirstOrDefault(name => name is null || pool.Find(name) is null) is var unknown
            && ensemble.Any(name => name is null || pool.Find(name) is null))
        {
            return ("ensemble_invalid",
                $"There is no engine '{CaptionText.Shown(unknown ?? "null")}' that sessions of this server may use, but: {pool.Names}.");
        }

        var engines = ensemble.Select(name => pool.Find(name)!).ToList();
        if (engines.Find(engine => engine.Capabilities.IsRemote) is { } remote)
        {
            return ("ensemble_invalid", $"The engine '{remote.Name}' is no engine of this machine; ensemble takes only such.");
        }

        return engines.Distinct().Count() < engines.Count ? ("ensemble_invalid", "ensemble names an engine twice.") : null;
    }

    /// <returns>By their own names.</returns>
    public static IReadOnlyList<string>? Cleaned(IReadOnlyList<string>? ensemble, EnginePool pool) =>
        ensemble is null ? null : [.. ensemble.Select(name => pool.Find(name)!.Name)];
}
