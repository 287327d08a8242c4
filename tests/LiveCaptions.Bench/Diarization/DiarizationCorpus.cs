using System.Text.Json;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Commands;

namespace LiveCaptions.Bench.Diarization;

/// <summary>
/// A folder of conversations with <c>manifest.jsonl</c>: one JSON object per line with <c>file</c> and <c>rttm</c> (relative to the folder)
/// and <c>duration_s</c>; where they were put together from single recordings <c>synthetic</c>, which is true, and where it is known what
/// is said <c>turns</c> of <c>speaker</c> and <c>text</c>. In any language.
/// </summary>
public static class DiarizationCorpus
{
    /// <summary>Relative to the repository.</summary>
    public static string DefaultFolder { get; } = Path.Combine("..", "shared", "data", "diarization");

    /// <param name="folder">Null looks beside the repository, in <see cref="DefaultFolder"/>.</param>
    /// <param name="seconds">Of audio, from all over the recordings; null takes all.</param>
    /// <exception cref="UsageException">There is no such folder, or something in it that cannot be used.</exception>
    public static IReadOnlyList<DiarizationClip> Open(string? folder, double? seconds)
    {
        var found = Path.GetFullPath(folder ?? Path.Combine(HomeFolder.Find(), DefaultFolder));
        var manifest = Path.Combine(found, BenchCorpus.ManifestName);
        if (!File.Exists(manifest))
        {
            throw new UsageException(folder is null
                ? $"There are no conversations in {found}. Give a folder with a manifest.jsonl: --data DIR"
                : $"There is no manifest.jsonl in {found}");
        }

        var clips = File.ReadLines(manifest).Select((line, index) => Read(found, line, index + 1)).ToList();
        return clips.Count > 0
            ? BenchCorpus.Spread(clips, clip => clip.Audio.Duration, seconds)
            : throw new UsageException($"{manifest} names no recording");
    }

    private static DiarizationClip Read(string folder, string line, int number)
    {
        try
        {
            var json = JsonDocument.Parse(line).RootElement;
            var file = json.GetProperty("file").GetString()!;
            var rttm = Path.Combine(folder, json.GetProperty("rttm").GetString()!);
            var audio = new BenchClip(
                Path.GetFileNameWithoutExtension(file), Path.Combine(folder, file),
                Text: "", Language: "", json.GetProperty("duration_s").GetDouble());
            var isSynthetic = json.TryGetProperty("synthetic", out var synthetic) && synthetic.GetBoolean();
            return new DiarizationClip(
                audio, isSynthetic ? "synthetic" : "real", RttmFile.Parse(File.ReadAllText(rttm), rttm), Words(json));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UsageException(
                $"Line {number} of {Path.Combine(folder, BenchCorpus.ManifestName)} is not a JSON object with file, rttm and duration_s.");
        }
        catch (IOException e)
        {
            throw new UsageException($"Line {number} of {Path.Combine(folder, BenchCorpus.ManifestName)}: {e.Message}");
        }
    }

    /// <returns>Null where it is not known what is said, or in one turn is not.</returns>
    private static List<SpeakerWord>? Words(JsonElement recording)
    {
        var turns = recording.TryGetProperty("turns", out var found) ? found.EnumerateArray().ToList() : [];
        return turns.Count > 0
            && turns.TrueForAll(turn => turn.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String)
            ? [.. turns.SelectMany(turn => CaptionText.Words(turn.GetProperty("text").GetString()!)
                .Select(word => new SpeakerWord(word, turn.GetProperty("speaker").GetString())))]
            : null;
    }
}
