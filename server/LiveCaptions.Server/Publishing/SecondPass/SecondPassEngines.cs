using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech.Engines;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Publishing.SecondPass;

/// <summary>Which engines recognise a session again.</summary>
internal sealed class SecondPassEngines(LoadedEngine loaded, EnginePool pool, IOptions<SecondPassOptions> options)
{
    /// <summary>
    /// Those that are to vote and speak its language, the leading one first; where that is one or none, of the engines that the session
    /// asked for, and the server's own, the first of this machine that does.
    /// </summary>
    /// <returns>None where no engine of this machine speaks its language.</returns>
    public async Task<IReadOnlyList<SpeechEngine>> FindAsync(SessionRow session, CancellationToken cancellationToken)
    {
        var settings = SessionSettings.FromJson(session.Settings);

        // What is to be hidden is hidden in what each engine hears: where one hears it otherwise, its word would bring it back.
        if (settings.Formatting is not { Redacts: true }
            && await EnsembleAsync(session, settings, cancellationToken) is { Count: > 1 } ensemble)
        {
            return ensemble;
        }

        return await OneAsync(session, settings.Engines ?? [], cancellationToken) is { } one ? [one] : [];
    }

    private async Task<List<SpeechEngine>> EnsembleAsync(
        SessionRow session, SessionSettings settings, CancellationToken cancellationToken)
    {
        var there = new List<SpeechEngine>();
        foreach (var engine in (settings.Ensemble ?? [.. options.Value.Ensemble]).Select(pool.Find).OfType<PooledEngine>().Distinct())
        {
            if (!engine.Capabilities.IsRemote && await SpeakerOfAsync(engine, session.Language, cancellationToken) is { } speaker)
            {
                there.Add(speaker);
            }
        }

        return there;
    }

    private async Task<SpeechEngine?> OneAsync(SessionRow session, IReadOnlyList<string> asked, CancellationToken cancellationToken)
    {
        if (asked.Count == 0)
        {
            return loaded.Engine;
        }

        foreach (var engine in asked.Select(pool.Find).OfType<PooledEngine>().Where(e => !e.Capabilities.IsRemote).Append(pool.Default))
        {
            if (await SpeakerOfAsync(engine, session.Language, cancellationToken) is { } speaker)
            {
                return speaker;
            }
        }

        return null;
    }

    /// <returns>The engine; null where it does not speak that language.</returns>
    private static async Task<SpeechEngine?> SpeakerOfAsync(
        PooledEngine engine, string? language, CancellationToken cancellationToken)
    {
        var there = await engine.GetAsync().WaitAsync(cancellationToken);
        return language is null || LanguageTag.Match(language, there.Recognizer.Languages) is not null ? there : null;
    }
}
