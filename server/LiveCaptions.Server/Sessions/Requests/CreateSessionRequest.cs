using System.Text.Json.Serialization;

namespace LiveCaptions.Server.Sessions.Requests;

/// <summary>What a new session shall be; everything may be left out.</summary>
public record CreateSessionRequest
{
    public string? Title { get; init; }

    /// <summary>
    /// BCP 47, such as <c>en</c> or <c>en-US</c>; <c>auto</c> has the engine find out; left out, the engine chooses, which may be the one
    /// language that it knows.
    /// </summary>
    public string? Language { get; init; }

    /// <summary>
    /// 2 to 10 languages that may be spoken, as BCP 47 tags, the likeliest first, where <see cref="Language"/> is <c>auto</c> or left out:
    /// no cue is in another one.
    /// </summary>
    public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>The language that is asked for; null where none is, and where the engine finds out.</summary>
    [JsonIgnore]
    public string? AskedLanguage => Language is "" or LanguageTag.Auto ? null : Language;

    /// <summary><c>auto</c> or the name of an engine that sessions of this server may use.</summary>
    public string? Engine { get; init; }

    /// <summary>
    /// In its place 1 to 5 engines, the most wanted first: where one fails, the next goes on, until it works again.
    /// </summary>
    public IReadOnlyList<string>? Engines { get; init; }

    /// <summary>
    /// Up to 4 engines that vote on the words of the transcript for publishing, the leading one first; empty for none, left out as the
    /// server has it.
    /// </summary>
    public IReadOnlyList<string>? Ensemble { get; init; }

    public bool? Diarization { get; init; }

    public bool? Emotion { get; init; }

    /// <summary>Whether music is told, too: <c>[music]</c>.</summary>
    public bool? Sounds { get; init; }

    public int? MaxSpeakers { get; init; }

    /// <summary>Speakers there are in the end, if as many voices can be told apart.</summary>
    public int? ExpectedSpeakers { get; init; }

    /// <summary>Speakers get their names from voice profiles, where one clearly matches.</summary>
    public bool? Profiles { get; init; }

    /// <summary>Names and jargon to expect.</summary>
    public IReadOnlyList<string>? Keyterms { get; init; }

    /// <summary>
    /// Seconds after which a word that was said live becomes final at the latest, from 0.7 to 20, as far as the machine keeps up.
    /// </summary>
    public double? MaxDelay { get; init; }

    /// <summary>How words are written; left out, they are as the engine wrote them.</summary>
    public FormattingSettings? Formatting { get; init; }

    /// <summary>Which YouTube video the captions go to, by themselves when the session has ended.</summary>
    public UploadSetting? Upload { get; init; }

    /// <summary>Languages to translate into, up to 10, as BCP 47 tags.</summary>
    public IReadOnlyList<string>? Targets { get; init; }

    /// <summary>Watching needs no key.</summary>
    public bool? Public { get; init; }
}
