using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Sessions.Requests;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>What <c>--languages</c> takes: the languages that may be spoken.</summary>
internal static class LanguageList
{
    /// <param name="languages">With commas between; null for any.</param>
    /// <param name="language">What <c>--language</c> says.</param>
    /// <exception cref="UsageException">Something of it is not right.</exception>
    public static IReadOnlyList<string> Read(string? languages, string? language, string engine)
    {
        if (languages is null)
        {
            return [];
        }

        var tags = languages.Split(',', StringSplitOptions.TrimEntries);
        if (LanguageRules.FindFault(tags, language, isChosen: false) is { } fault)
        {
            throw new UsageException($"--languages: {fault.Detail}");
        }

        var description = EngineCatalog.Default.Describe(CommonOptions.Known(engine));
        if (!description.Capabilities.DetectsLanguage)
        {
            throw new UsageException(
                $"--languages: {description.Name} does not find out the language. Take an engine that does, such as "
                + "--engine whisper:small.");
        }

        return tags.FirstOrDefault(tag =>
            description.Languages.Count > 0 && LanguageTag.Match(tag, description.Languages) is null) is { } unknown
            ? throw new UsageException($"--languages: {description.Name} does not recognise '{unknown}'.")
            : LanguageRules.Cleaned(tags)!;
    }
}
