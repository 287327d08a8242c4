using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Commands;

namespace LiveCaptions.Bench.Conditions;

/// <summary>One recording in which nobody speaks, over and over, from somewhere in it.</summary>
internal sealed class RecordedNoise(IReadOnlyList<BenchClip> recordings, ClipSounds sounds) : INoise
{
    // Below -60 dB of full scale: near-silence made loud is the noise of a converter, and digital silence is none.
    private const double Faintest = 0.001;

    private static readonly string SoundsFolder = Path.Combine("..", "shared", "data", "sounds");

    /// <summary>Of the folders beside the repository; none where there are none.</summary>
    public static IReadOnlyList<BenchClip> Find()
    {
        string[] folders = [BenchCorpus.DefaultFolder(speech: false), SoundsFolder];
        return
        [
            .. folders.Select(folder => Path.Combine(HomeFolder.Find(), folder))
                .Where(folder => File.Exists(Path.Combine(folder, BenchCorpus.ManifestName)))
                .SelectMany(folder => BenchCorpus.Open(folder, speech: false).Clips),
        ];
    }

    /// <exception cref="UsageException">No recording can be heard.</exception>
    public async Task<float[]> NextAsync(BenchClip clip, int length, CancellationToken cancellationToken)
    {
        var chance = ClipChance.Of(clip, "noise");
        var shuffled = recordings.ToArray();
        chance.Shuffle(shuffled);
        foreach (var recording in shuffled)
        {
            var noise = await sounds.GetAsync(recording, cancellationToken);
            if (SoundLevel.Of(noise) >= Faintest)
            {
                return SoundLoop.From(noise, chance.Next(noise.Length), length);
            }
        }

        throw new UsageException("All recordings of noise are silent.");
    }
}
