using LiveCaptions.Media.Files;

namespace LiveCaptions.Speech.Tests.Models;

/// <summary>Audio files as the pipeline hears them.</summary>
internal static class Audio
{
    public static async Task<float[]> ReadAsync(string path)
    {
        await using var reader = await MediaFile.OpenAsync(path, CancellationToken.None);
        var samples = new List<float>();
        var buffer = new short[16_384];
        for (int read; (read = await reader.ReadAsync(buffer, CancellationToken.None)) > 0;)
        {
            samples.AddRange(buffer.Take(read).Select(s => s / 32_768f));
        }

        return [.. samples];
    }

    public static float[] Silence(double seconds) => new float[AudioFormat.ToSamples(seconds)];
}
