using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions;

/// <summary>Which languages a session's captions are there in.</summary>
public sealed class CaptionLanguages(FinalStore finals, TranslationStore translations)
{
    /// <summary>Languages that somebody may ask for at once.</summary>
    public const int Most = 10;

    /// <summary>In which it is said, as far as that is known; null where nobody can tell.</summary>
    public async Task<string?> OwnAsync(SessionView session)
    {
        var own = session.Language ?? (await finals.ReadAsync(session.Id, after: 0, limit: 1)).FirstOrDefault()?.Language;
        return own is "und" || !LanguageTag.IsOne(own) ? null : own;
    }

    /// <summary>Those that it is translated into, or was.</summary>
    public async Task<IReadOnlyList<string>> TranslationsAsync(SessionView session) =>
        [.. (session.Targets ?? []).Union(await translations.ListLanguagesAsync(session.Id), StringComparer.Ordinal)];

    /// <summary>The language that somebody means, itself or what says less or more of it: <c>de-AT</c> where there is <c>de</c>.</summary>
    /// <returns>The tag of a translation, or <see cref="FinalRow.AsSaid"/>; or a sentence that says what there is instead.</returns>
    public async Task<(string? Language, string? Fault)> FindAsync(SessionView session, string asked)
    {
        // What players ask for with every segment needs no store.
        if (Exact(session.Targets ?? [], asked) is { } target)
        {
            return (target, null);
        }

        var there = await TranslationsAsync(session);
        if (Exact(there, asked) is { } exact)
        {
            return (exact, null);
        }

        var own = await OwnAsync(session);
        if (own is not null && LanguageTag.IsOne(asked) && LanguageTag.Agree(own, asked))
        {
            return (FinalRow.AsSaid, null);
        }

        if (LanguageTag.IsOne(asked) && there.FirstOrDefault(tag => LanguageTag.Agree(tag, asked)) is { } close)
        {
            return (close, null);
        }

        var list = string.Join(", ", [own ?? "what was said", .. there]);
        return (null, $"Session '{session.Id}' has no captions in '{CaptionText.Shown(asked)}'; there are: {list}.");
    }

    private static string? Exact(IReadOnlyList<string> there, string asked) =>
        there.FirstOrDefault(tag => tag.Equals(asked, StringComparison.OrdinalIgnoreCase));

    /// <summary>Tags as the session's translations have them, where one says less or more than what is asked for.</summary>
    public async Task<IReadOnlyList<string>> MeantAsync(SessionView session, IReadOnlyList<string> asked)
    {
        var there = asked.Count == 0 ? [] : await TranslationsAsync(session);
        return [.. asked.Select(tag => there.Contains(tag) ? tag : there.FirstOrDefault(one => LanguageTag.Agree(one, tag)) ?? tag)
            .Distinct(StringComparer.Ordinal)];
    }

    /// <inheritdoc cref="MeantAsync(SessionView, IReadOnlyList{string})"/>
    public async Task<IReadOnlyList<string>> MeantAsync(string sessionId, SessionDirectory directory, IReadOnlyList<string> asked) =>
        asked.Count > 0 && await directory.ViewAsync(sessionId) is { } session ? await MeantAsync(session, asked) : asked;

    /// <summary>Languages that somebody asks for besides what is said.</summary>
    /// <returns>Null where one of them is no tag, or where there are too many.</returns>
    public static IReadOnlyList<string>? Read(IEnumerable<string?> asked)
    {
        var tags = asked.Take(Most + 1).ToList();
        return tags.Count <= Most && tags.TrueForAll(LanguageTag.IsOne)
            ? [.. tags.Select(tag => LanguageTag.Normal(tag!)).Distinct(StringComparer.Ordinal)]
            : null;
    }

    /// <inheritdoc cref="Read"/>
    /// <param name="text">Tags with commas between; null for none.</param>
    public static IReadOnlyList<string>? Split(string? text) =>
        Read((text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What <see cref="Read"/> takes, for who gave something else.</summary>
    public static string Rule => $"languages are up to {Most} BCP 47 tags, such as de or pt-BR.";
}
