using LiveCaptions.Media.Codecs;
using LiveCaptions.Speech;

namespace LiveCaptions.Bench.Ingest;

/// <summary>What publishers say where it is not about the words.</summary>
internal static class SpokenAudio
{
    /// <summary>
    /// The beginning of the recordings one after the other, from the first again where they are too short; something
    /// like speech where there are none.
    /// </summary>
    /// <returns>16 kHz mono of exactly this length.</returns>
    /// <exception cref="MediaReadException">A clip cannot be read.</exception>
    public static async Task<short[]> TakeAsync(IReadOnlyList<BenchClip> clips, TimeSpan length, CancellationToken cancellationToken)
    {
        var count = (int)AudioFormat.ToSamples(length.TotalSeconds);
        if (clips.Count == 0)
        {
            return Babble.Make(count);
        }

        var samples = new List<short>();
        for (var clip = 0; samples.Count < count && clip < clips.Count; clip++)
        {
            samples.AddRange(await clips[clip].SamplesAsync(cancellationToken));
        }

        for (var all = samples.Count; samples.Count < count;)
        {
            samples.AddRange(samples.GetRange(0, all));
        }

        return [.. samples[..count]];
    }
}
