using System.Text.Json.Serialization;
using LiveCaptions.Captions.Text;
using LiveCaptions.Speech.Formatting;

namespace LiveCaptions.Server.Sessions;

/// <summary>How a session's words are written; everything may be left out, and is then as the engine wrote it. See
/// docs/formatting.md.</summary>
public sealed record FormattingSettings
{
    /// <summary>All of <see cref="Kinds"/>.</summary>
    public bool? SmartFormat { get; init; }

    /// <summary>Numbers in digits: <c>25</c>, <c>21st</c>.</summary>
    public bool? Numerals { get; init; }

    /// <summary>What is written as one writes it: <c>numbers</c>, <c>money</c>, <c>dates</c>, <c>times</c>, <c>percent</c>, <c>units</c>,
    /// <c>phones</c>, <c>addresses</c>.</summary>
    public IReadOnlyList<string>? Kinds { get; init; }

    /// <summary><c>keep</c> or <c>remove</c>: um, uh.</summary>
    public string? Fillers { get; init; }

    /// <summary><c>keep</c>, <c>mask</c> (the first letter stays) or <c>remove</c>.</summary>
    public string? Profanity { get; init; }

    public IReadOnlyList<ReplacementSetting>? Replacements { get; init; }

    /// <summary>What is never shown or kept: <c>numbers</c>, <c>addresses</c>.</summary>
    public IReadOnlyList<string>? Redact { get; init; }

    /// <summary>Words, or several in a row, that are never shown or kept either. Nobody is given the list back.</summary>
    public IReadOnlyList<string>? RedactWords { get; init; }

    /// <summary>As others may see it: without what nobody is to see.</summary>
    [JsonIgnore]
    public FormattingSettings Shown => this with { RedactWords = null };

    /// <summary>Whether anything is hidden that the sound still has.</summary>
    [JsonIgnore]
    public bool Redacts => Redact is { Count: > 0 } || RedactWords is { Count: > 0 };

    /// <summary>The same with texts cleaned.</summary>
    public FormattingSettings Cleaned() => this with
    {
        Replacements = Cleaned(Replacements),
        RedactWords = RedactWords?.Select(CaptionText.Clean).ToList(),
    };

    public static IReadOnlyList<ReplacementSetting>? Cleaned(IReadOnlyList<ReplacementSetting>? replacements) =>
        replacements?.Select(r => r with { Find = CaptionText.Clean(r.Find), Replace = CaptionText.Clean(r.Replace) }).ToList();

    /// <returns>Null where nobody asked for any.</returns>
    public static TranscriptFormatter? Create(FormattingSettings? settings) =>
        settings is null ? null : new TranscriptFormatter(settings.ToOptions());

    /// <summary>Does the replacements alone.</summary>
    /// <returns>Null where there are none.</returns>
    public static TranscriptFormatter? CreateReplacements(FormattingSettings? settings) =>
        settings?.Replacements is { Count: > 0 } replacements
            ? new TranscriptFormatter(new FormattingSettings { Replacements = replacements }.ToOptions())
            : null;

    private FormattingOptions ToOptions() => new()
    {
        Kinds = (SmartFormat == true ? WrittenKinds.All : WrittenKinds.None)
            | (Numerals == true ? WrittenKinds.Numbers : WrittenKinds.None)
            | (Kinds ?? []).Aggregate(WrittenKinds.None, (all, kind) => all | Enum.Parse<WrittenKinds>(kind, ignoreCase: true)),
        RemovesFillers = Fillers == "remove",
        Profanity = Profanity is null ? ProfanityMode.Keep : Enum.Parse<ProfanityMode>(Profanity, ignoreCase: true),
        Replacements = [.. (Replacements ?? []).Select(r => new Replacement(r.Find, r.Replace) { MatchCase = r.MatchCase == true })],
        Redacted = (Redact ?? []).Aggregate(RedactedKinds.None, (all, kind) => all | Enum.Parse<RedactedKinds>(kind, ignoreCase: true)),
        RedactedWords = RedactWords ?? [],
    };
}
