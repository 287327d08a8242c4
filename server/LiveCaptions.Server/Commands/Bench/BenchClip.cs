using LiveCaptions.Media;

namespace LiveCaptions.Server.Commands.Bench;

/// <summary>A recording and what is said in it.</summary>
/// <param name="Id">The file's name without its ending.</param>
/// <param name="Duration">Seconds, as the manifest says.</param>
public sealed record BenchClip(string Id, string Path, string Text, string Language, double Duration)
{
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
