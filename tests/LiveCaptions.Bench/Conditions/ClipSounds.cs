using System.Collections.Concurrent;
using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Bench.Conditions;

/// <summary>Recordings as they were read first, for those that are heard many times.</summary>
internal sealed class ClipSounds
{
    private readonly ConcurrentDictionary<string, float[]> _read = [];

    /// <returns>16 kHz mono in [-1, 1]; not to be changed.</returns>
    /// <exception cref="MediaReadException">With the path.</exception>
    public async Task<float[]> GetAsync(BenchClip clip, CancellationToken cancellationToken)
    {
        if (_read.TryGetValue(clip.Path, out var known))
        {
            return known;
        }

        var samples = await clip.SamplesAsync(cancellationToken);
        var sound = new float[samples.Length];
        SampleConversion.ToFloat(samples, sound);
        return _read.GetOrAdd(clip.Path, sound);
    }
}
