using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using LiveCaptions.Captions;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Commands.Transcribe.Cache;

/// <summary>
/// All that decides what is recognised in a recording: what was recognised under another key is of no use. What only decides how it is
/// written and where is not in it: formats, names of speakers, formatting other than redaction.
/// </summary>
/// <param name="Version">Of the files of the cache.</param>
/// <param name="Builds">Of the speech code with its heads, of the code that makes samples, of the inference library, and of ffmpeg.</param>
/// <param name="Recording">SHA-256 of the file.</param>
/// <param name="Ending">Of its name, which ffmpeg takes for a hint.</param>
/// <param name="Engine">As it is asked for, before it is loaded.</param>
/// <param name="Models">Hash of all weights that the engine may load.</param>
/// <param name="Track">The audio track asked for.</param>
/// <param name="Split">Whether each channel is heard by itself.</param>
/// <param name="Redaction">Hash of how words are written where some are hidden, as those must not be kept; null where none are.</param>
/// <param name="Keyterms">Hash of what was to be expected; null for nothing.</param>
/// <param name="Languages">What may be spoken, with commas between; null for anything.</param>
internal sealed record CacheKey(
    int Version,
    string Builds,
    string Recording,
    string Ending,
    string Engine,
    string Provider,
    string Models,
    RecognitionQuality Quality,
    string? Language,
    bool Diarization,
    SpeakerCount Speakers,
    bool Emotion,
    bool Sounds,
    int? Track,
    bool Split,
    string? Redaction,
    string? Keyterms,
    string? Languages)
{
    /// <summary>What its files are called: nothing in it tells of the recording.</summary>
    [JsonIgnore]
    public string Name => HashOf(this);

    public static string HashOf<T>(T value) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(value, CaptionJson.Options)));
}
