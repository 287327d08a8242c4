using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Media.Tests;

/// <summary>Pulls a reader dry.</summary>
internal static class MediaSamples
{
    public static async Task<short[]> ReadAllAsync(IMediaReader reader)
    {
        var samples = new List<short>();
        var buffer = new short[1000];
        int read;
        while ((read = await reader.ReadAsync(buffer, CancellationToken.None)) > 0)
        {
            samples.AddRange(buffer[..read]);
        }

        return [.. samples];
    }
}
