using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LiveCaptions.Bench.Conditions;

/// <summary>Chance that falls the same way for a clip each time, on every machine.</summary>
internal static class ClipChance
{
    /// <param name="what">That which is drawn: what has another name is drawn independently.</param>
    public static Random Of(BenchClip clip, string what) =>
        new(BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{clip.Id} {what}"))));

    /// <summary>Normally distributed around 0, with a standard deviation of 1.</summary>
    public static float NextNormal(this Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
