using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Engine;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Server.Sessions.Requests;

/// <summary>Which engines a request for a session may ask for.</summary>
public static class EngineRules
{
    private const int Most = 5;

    /// <returns>What is wrong with them; null when nothing is.</returns>
    public static (string Code, string Detail)? FindFault(CreateSessionRequest request, EnginePool pool)
    {
        if (request is { Engine.Length: > 0, Engines: not null })
        {
            return ("engines_invalid", "Give engine, or engines with the most wanted one first, not both.");
        }

        if (request.Engines is { Count: 0 or > Most })
        {
            return ("engines_invalid", $"engines has 1 to {Most} names, the most wanted one first.");
        }

        var names = NamesOf(request);
        if (names.Count > 1 && names.Contains(EngineCatalog.Auto, StringComparer.Ordinal))
        {
            return ("engines_invalid", $"'{EngineCatalog.Auto}' leaves the choice to the server: it stands alone in engines.");
        }

        if (names.FirstOrDefault(name => Find(name, pool) is null) is { } unknown)
        {
            return FaultOf(unknown, pool);
        }

        var engines = names.Select(name => Find(name, pool)!).ToList();
        return engines.Distinct().Count() < engines.Count
            ? ("engines_invalid", "engines names an engine twice.")
            : FindFault(request, engines.Count > 0 ? engines : [pool.Default], pool);
    }

    /// <returns>The engines that a session asks for by their own names; null where it takes the server's.</returns>
    public static IReadOnlyList<string>? Cleaned(CreateSessionRequest request, EnginePool pool)
    {
        if (IsChosen(request))
        {
            return [EngineCatalog.Auto];
        }

        var names = NamesOf(request).Select(name => Find(name, pool)!.Name).ToList();
        return names.Count == 0 || (request.Engines is null && names[0] == pool.Default.Name) ? null : names;
    }

    /// <summary>As they are asked for, the most wanted first; none where the server's is taken.</summary>
    private static IReadOnlyList<string> NamesOf(CreateSessionRequest request) => request.Engines is { } chain
        ? [.. chain.Select(name => name ?? "null")]
        : request.Engine is { Length: > 0 } alone ? [alone] : [];

    /// <summary>Whether the server chooses among all it has; <c>engine: auto</c> has always been the server's own.</summary>
    private static bool IsChosen(CreateSessionRequest request) => request.Engines is [EngineCatalog.Auto];

    private static PooledEngine? Find(string name, EnginePool pool) => name == EngineCatalog.Auto ? pool.Default : pool.Find(name);

    private static (string Code, string Detail) FaultOf(string name, EnginePool pool)
    {
        var shown = CaptionText.Shown(name);
        if (pool.All.Count == 1)
        {
            return ("engine_unavailable",
                $"This server runs the engine '{pool.Names}', not '{shown}'; leave engine out, or start the server with --engine.");
        }

        return ("engine_unavailable", pool.Knows(name)
            ? $"Sessions of this server may not use the engine '{shown}', but these: {pool.Names}. Its operator adds others to Engine:Also."
            : $"There is no engine '{shown}'. Sessions of this server may use: {pool.Names}.");
    }

    private static (string Code, string Detail)? FindFault(
        CreateSessionRequest request, IReadOnlyList<PooledEngine> engines, EnginePool pool) => request.Languages is { } allowed
        ? LanguageRules.FindFault(allowed, request.Language, isChosen: IsChosen(request)) ?? FindDeaf(engines)
            ?? allowed.Select(language => FindFault(language, engines, isAny: false, pool)).FirstOrDefault(fault => fault is not null)
        : FindFault(request.Language, engines, isAny: IsChosen(request), pool);

    /// <param name="isAny">Whether one of all is enough.</param>
    private static (string Code, string Detail)? FindFault(
        string? language, IReadOnlyList<PooledEngine> engines, bool isAny, EnginePool pool)
    {
        if (language is not { Length: > 0 })
        {
            return null;
        }

        if (language == LanguageTag.Auto)
        {
            return isAny
                ? ("language_unavailable", "The server chooses an engine by the language: name that, or name engines that find it out.")
                : FindDeaf(engines);
        }

        if (!LanguageTag.IsOne(language))
        {
            return ("language_invalid", $"language is a BCP 47 tag, such as en or en-US, or '{LanguageTag.Auto}'.");
        }

        if (isAny)
        {
            return pool.All.Any(engine => MaySpeak(engine, language))
                ? null
                : ("language_unavailable", $"No engine of this server recognises it. There are: {pool.Names}.");
        }

        return engines.FirstOrDefault(engine => !MaySpeak(engine, language)) is { } not
            ? ("language_unavailable", $"The engine '{not.Name}' recognises {string.Join(", ", not.Languages)}.")
            : null;
    }

    private static (string Code, string Detail)? FindDeaf(IReadOnlyList<PooledEngine> engines) =>
        engines.FirstOrDefault(engine => !engine.Capabilities.DetectsLanguage || engine.Languages.Count == 1) is { } deaf
            ? ("language_unavailable", $"The engine '{deaf.Name}' does not find out the language. Name it"
                + (deaf.Languages.Count > 0 ? $": {string.Join(", ", deaf.Languages)}." : "."))
            : null;

    /// <summary>What nobody knows before it is loaded may know it.</summary>
    private static bool MaySpeak(PooledEngine engine, string language) =>
        engine.Languages.Count == 0 || LanguageTag.Match(language, engine.Languages) is not null;
}
