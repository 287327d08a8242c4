using LiveCaptions.Server.Transcribing;
using System.Text.Json.Serialization;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>What was recognised in a file: all that its captions are made of.</summary>
/// <param name="Engine">Name of the engine that did.</param>
/// <param name="Language">BCP 47, as asked for; null where the engine chose.</param>
/// <param name="Tracks">One, or one per channel where these are split.</param>
internal sealed record HeardFile(string Engine, string? Language, IReadOnlyList<HeardTrack> Tracks)
{
    /// <summary>Whether no stage failed: another run might make more of it otherwise.</summary>
    [JsonIgnore]
    public bool IsWhole { get; init; } = true;
}
