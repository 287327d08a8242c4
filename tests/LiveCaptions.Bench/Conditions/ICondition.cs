using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Bench.Conditions;

/// <summary>A way in which speech can sound worse than it was recorded. What it makes of a clip is the same each time.</summary>
internal interface ICondition
{
    /// <param name="clip">Whose id decides whatever is drawn by chance.</param>
    /// <param name="speech">16 kHz mono in [-1, 1]; is left as it is.</param>
    /// <returns>The same speech, 16 kHz mono; beyond ±1 it clips.</returns>
    /// <exception cref="MediaReadException">Another recording that it needs cannot be read.</exception>
    Task<float[]> ApplyAsync(BenchClip clip, float[] speech, CancellationToken cancellationToken);
}
