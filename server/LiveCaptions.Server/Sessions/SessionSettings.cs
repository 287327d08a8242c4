using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Server.Sessions;

/// <summary>What a session's creator asked for besides language and engine; kept with the session as JSON.</summary>
public sealed record SessionSettings
{
    /// <summary>Shortest <c>maxDelay</c>, in seconds.</summary>
    public const double ShortestDelay = 0.7;

    /// <summary>Longest <c>maxDelay</c>, in seconds.</summary>
    public const double LongestDelay = 20;

    /// <summary>Names of the engines that may hear it, the most wanted first; null where the server's own does.</summary>
    public IReadOnlyList<string>? Engines { get; init; }

    /// <summary>
    /// Names of the engines that vote on the words of its transcript for publishing, the leading one first; null as the server has it,
    /// fewer than two for none.
    /// </summary>
    public IReadOnlyList<string>? Ensemble { get; init; }

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

    /// <summary>Seconds after which a word that was said live becomes final at the latest, as far as the machine keeps up.</summary>
    public double? MaxDelay { get; init; }

    /// <summary>How words are written.</summary>
    public FormattingSettings? Formatting { get; init; }

    /// <summary>Which YouTube video the captions go to.</summary>
    public UploadSetting? Upload { get; init; }

    /// <summary>Languages that may be spoken, as <see cref="LanguageTag.Normal"/> writes them; null for any.</summary>
    public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>Languages that finals are translated into, as <see cref="LanguageTag.Normal"/> writes them.</summary>
    public IReadOnlyList<string>? Targets { get; init; }

    public static IReadOnlyList<string>? Cleaned(IReadOnlyList<string>? keyterms) => keyterms?.Select(CaptionText.Clean).ToList();

    public string ToJson() => JsonSerializer.Serialize(this, CaptionJson.Options);

    public static SessionSettings FromJson(string json) => JsonSerializer.Deserialize<SessionSettings>(json, CaptionJson.Options)!;
}
