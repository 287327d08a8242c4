using LiveCaptions.Server.Exports;
using System.Text.Json;
using LiveCaptions.Server.Captions;

namespace LiveCaptions.Server.Sessions;

/// <summary>What a session's creator asked for besides language and engine; kept with the session as JSON.</summary>
public sealed record SessionSettings
{
    public bool? Diarization { get; init; }

    public bool? Emotion { get; init; }

    /// <summary>Whether music is told, too: <c>[music]</c>.</summary>
    public bool? Sounds { get; init; }

    public int? MaxSpeakers { get; init; }

    /// <summary>Speakers there are in the end, if as many voices can be told apart.</summary>
    public int? ExpectedSpeakers { get; init; }

    /// <summary>Whether speakers get their names from voice profiles.</summary>
    public bool? Profiles { get; init; }

    public IReadOnlyList<string>? Keyterms { get; init; }

    /// <summary>How words are written.</summary>
    public FormattingSettings? Formatting { get; init; }

    public SessionSettings WithReplacements(IReadOnlyList<ReplacementSetting> replacements) =>
        this with { Formatting = (Formatting ?? new FormattingSettings()) with { Replacements = FormattingSettings.Cleaned(replacements) } };

    public string ToJson() => JsonSerializer.Serialize(this, CaptionJson.Options);

    public static SessionSettings FromJson(string json) => JsonSerializer.Deserialize<SessionSettings>(json, CaptionJson.Options)!;
}
