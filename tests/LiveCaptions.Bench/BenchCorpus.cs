using System.Text.Json;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Commands;

namespace LiveCaptions.Bench;

/// <summary>
/// A folder of recordings with <c>manifest.jsonl</c>: one JSON object per line with <c>file</c> (relative to the folder), <c>text</c>,
/// <c>language</c>, <c>duration_s</c> and perhaps <c>speaker</c>; of noise <c>speech</c>, which is false, instead of <c>text</c> and
/// <c>language</c>.
/// </summary>
public sealed class BenchCorpus
{
    internal const string ManifestName = "manifest.jsonl";

    private static readonly double GoldenRatio = (Math.Sqrt(5) - 1) / 2;

    private BenchCorpus(string folder, IReadOnlyList<BenchClip> clips) => (Folder, Clips) = (folder, clips);

    public string Folder { get; }

    /// <summary>The English ones, or those without speech, in the manifest's order.</summary>
    public IReadOnlyList<BenchClip> Clips { get; }

    /// <param name="folder">Null looks beside the repository, in <see cref="DefaultFolder"/>.</param>
    /// <param name="speech">False takes the recordings in which nobody speaks, and not the English ones.</param>
    /// <exception cref="UsageException">There is no such folder, or no manifest in it that can be used.</exception>
    public static BenchCorpus Open(string? folder, bool speech = true)
    {
        var found = Path.GetFullPath(folder ?? Path.Combine(HomeFolder.Find(), DefaultFolder(speech)));
        var manifest = Path.Combine(found, ManifestName);
        if (!File.Exists(manifest))
        {
            throw new UsageException(folder is null
                ? $"There are no recordings in {found}. Give a folder with a manifest.jsonl: --data DIR"
                : $"There is no manifest.jsonl in {found}");
        }

        var clips = File.ReadLines(manifest).Select((line, index) => Read(found, line, index + 1, speech)).OfType<BenchClip>().ToList();
        return clips.Count > 0
            ? new BenchCorpus(found, clips)
            : throw new UsageException($"{manifest} names no {(speech ? "English recording" : "recording with \"speech\": false")}");
    }

    /// <summary>Whether there is something beside the repository.</summary>
    public static bool IsThere(bool speech) => File.Exists(Path.Combine(HomeFolder.Find(), DefaultFolder(speech), ManifestName));

    /// <summary>Relative to the repository.</summary>
    public static string DefaultFolder(bool speech) => Path.Combine("..", "shared", "data", speech ? "asr" : "noise");

    /// <summary>
    /// Clips of about so many seconds, from all over the corpus and not just from its first speakers; the same ones each time.
    /// </summary>
    /// <param name="seconds">Null takes all.</param>
    public IReadOnlyList<BenchClip> Take(double? seconds) => Spread(Clips, clip => clip.Duration, seconds);

    /// <summary>The same of any recordings.</summary>
    internal static IReadOnlyList<T> Spread<T>(IReadOnlyList<T> clips, Func<T, double> duration, double? seconds)
    {
        if (seconds is null)
        {
            return clips;
        }

        var taken = new List<T>();
        var sum = 0.0;
        foreach (var clip in clips.Select((clip, index) => (clip, index)).OrderBy(c => c.index * GoldenRatio % 1).Select(c => c.clip))
        {
            if (taken.Count == 0 || sum + duration(clip) <= seconds)
            {
                taken.Add(clip);
                sum += duration(clip);
            }
        }

        return taken;
    }

    /// <returns>Null for a recording that is not wanted.</returns>
    private static BenchClip? Read(string folder, string line, int number, bool speech)
    {
        try
        {
            var json = JsonDocument.Parse(line).RootElement;
            var file = json.GetProperty("file").GetString()!;
            var clip = new BenchClip(
                Path.GetFileNameWithoutExtension(file),
                Path.Combine(folder, file),
                speech ? json.GetProperty("text").GetString()! : "",
                speech ? json.GetProperty("language").GetString()! : "",
                json.GetProperty("duration_s").GetDouble(),
                json.TryGetProperty("speaker", out var speaker) ? speaker.GetString() : null);
            return speech == (speech ? IsEnglish(clip) : json.GetProperty("speech").GetBoolean()) ? clip : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UsageException($"Line {number} of {Path.Combine(folder, "manifest.jsonl")} is not a JSON object with file, "
                + $"{(speech ? "text, language" : "speech")} and duration_s.");
        }
    }

    private static bool IsEnglish(BenchClip clip) => clip.Language.Split('-')[0].Equals("en", StringComparison.OrdinalIgnoreCase);
}
