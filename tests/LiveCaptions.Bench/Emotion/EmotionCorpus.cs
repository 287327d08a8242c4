using System.Text.Json;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech;

namespace LiveCaptions.Bench.Emotion;

/// <summary>
/// A folder of recordings with <c>manifest.jsonl</c>: one JSON object per line with <c>file</c> (relative to the folder), <c>corpus</c>,
/// <c>duration_s</c> and <c>emotion</c>, which read speech has none of. In any language.
/// </summary>
public static class EmotionCorpus
{
    private static readonly Dictionary<string, EmotionLabel> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["neutral"] = EmotionLabel.Neutral,
        ["calm"] = EmotionLabel.Neutral,
        ["happy"] = EmotionLabel.Happy,
        ["sad"] = EmotionLabel.Sad,
        ["angry"] = EmotionLabel.Angry,
        ["fear"] = EmotionLabel.Fearful,
        ["fearful"] = EmotionLabel.Fearful,
        ["disgust"] = EmotionLabel.Disgusted,
        ["disgusted"] = EmotionLabel.Disgusted,
        ["surprise"] = EmotionLabel.Surprised,
        ["surprised"] = EmotionLabel.Surprised,
    };

    /// <summary>Beside the repository.</summary>
    public static string Folder(string set) => Path.Combine("..", "shared", "data", set);

    /// <exception cref="UsageException">There is no such folder, or something in it that cannot be used.</exception>
    public static IReadOnlyList<EmotionClip> Open(string folder)
    {
        var manifest = Path.Combine(folder, BenchCorpus.ManifestName);
        return File.Exists(manifest)
            ? [.. File.ReadLines(manifest).Select((line, index) => Read(folder, line, index + 1))]
            : throw new UsageException($"There is no manifest.jsonl in {Path.GetFullPath(folder)}");
    }

    private static EmotionClip Read(string folder, string line, int number)
    {
        try
        {
            var json = JsonDocument.Parse(line).RootElement;
            var file = json.GetProperty("file").GetString()!;
            var emotion = json.TryGetProperty("emotion", out var named) ? named.GetString()! : "neutral";
            var audio = new BenchClip(
                Path.GetFileNameWithoutExtension(file), Path.Combine(folder, file),
                Text: "", Language: "", json.GetProperty("duration_s").GetDouble());
            return new EmotionClip(
                audio, json.GetProperty("corpus").GetString()!, emotion, Names.TryGetValue(emotion, out var label) ? label : null);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UsageException($"Line {number} of {Path.Combine(folder, BenchCorpus.ManifestName)} is not a JSON object "
                + "with file, corpus and duration_s.");
        }
    }
}
