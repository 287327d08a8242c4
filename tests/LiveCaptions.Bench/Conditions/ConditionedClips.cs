using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Speech;

namespace LiveCaptions.Bench.Conditions;

/// <summary>Clips as they sound in a condition, in a folder that is deleted with them. Their ids are <c>ID@CONDITION</c>.</summary>
internal sealed class ConditionedClips : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-bench-");

    private ConditionedClips()
    {
    }

    public IReadOnlyList<BenchClip> Clips { get; private set; } = [];

    /// <exception cref="MediaReadException">A clip cannot be read.</exception>
    public static async Task<ConditionedClips> MakeAsync(
        string name, ICondition condition, IReadOnlyList<BenchClip> clips, ClipSounds sounds, CancellationToken cancellationToken)
    {
        var made = new ConditionedClips();
        try
        {
            var all = new BenchClip[clips.Count];
            await Parallel.ForAsync(0, clips.Count, cancellationToken, async (index, stop) =>
            {
                var clip = clips[index];
                var sound = await condition.ApplyAsync(clip, await sounds.GetAsync(clip, stop), stop);
                all[index] = clip with { Id = $"{clip.Id}@{name}", Path = Path.Combine(made._folder.FullName, $"{index}.wav") };
                Write(all[index].Path, sound);
            });
            made.Clips = all;
            return made;
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void Write(string path, float[] sound)
    {
        var samples = new short[sound.Length];
        SampleConversion.ToInt16([.. sound], samples);
        using var wav = new WavWriter(File.Create(path), AudioFormat.SampleRate);
        wav.Write(samples);
    }
}
