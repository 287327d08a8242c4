using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Bench.Conditions;

/// <summary>What is heard besides the speech.</summary>
internal interface INoise
{
    /// <param name="clip">Whose id decides what comes.</param>
    /// <param name="length">Samples.</param>
    /// <returns>At any level.</returns>
    /// <exception cref="MediaReadException">A recording of it cannot be read.</exception>
    Task<float[]> NextAsync(BenchClip clip, int length, CancellationToken cancellationToken);
}
