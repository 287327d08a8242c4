using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Files;
using LiveCaptions.Speech;

namespace LiveCaptions.Bench;

/// <summary>A recording and what is said in it.</summary>
/// <param name="Id">The file's name without its ending.</param>
/// <param name="Duration">Seconds, as the manifest says.</param>
/// <param name="Speaker">Null where the manifest does not say.</param>
public sealed record BenchClip(string Id, string Path, string Text, string Language, double Duration, string? Speaker = null)
{
    /// <summary>Whose voice it is; where nobody says it, that of this recording alone.</summary>
    public string Voice => Speaker ?? Id;

    /// <returns>All of it, 16 kHz mono.</returns>
    /// <exception cref="MediaReadException">With the path.</exception>
    public async Task<short[]> SamplesAsync(CancellationToken cancellationToken)
    {
        var samples = new List<short>();
        await ReadAsync(async () =>
        {
            await using var reader = await MediaFile.OpenAsync(Path, cancellationToken);
            var buffer = new short[AudioFormat.SampleRate];
            while (await reader.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                samples.AddRange(buffer.AsSpan(0, read));
            }
        });
        return [.. samples];
    }

    /// <summary>Does something with the file; when it cannot be read, the error names it.</summary>
    /// <exception cref="MediaReadException">With the path.</exception>
    public async Task ReadAsync(Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (MediaReadException e)
        {
            throw new MediaReadException($"{Path}: {e.Message}", e);
        }
    }
}
