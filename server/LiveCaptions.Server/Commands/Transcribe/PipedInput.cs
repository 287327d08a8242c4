using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Import;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>
/// What comes by a pipe. It comes once only, and what was read of it may be wanted again: of a film the index may be at its end.
/// </summary>
internal static class PipedInput
{
    /// <returns>Null for what is none; who reads it as a file says what else is the matter.</returns>
    public static Stream? TryOpen(string path)
    {
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (!stream.CanSeek)
            {
                return stream;
            }

            stream.Dispose();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps all of it as a file.</summary>
    /// <exception cref="MediaReadException">There is nothing, it cannot be read, or there is no room for it.</exception>
    public static async Task KeepAsync(Stream input, string path, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
            while (await ReadAsync(input, buffer, cancellationToken) is > 0 and var count)
            {
                await file.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            }

            if (file.Length == 0)
            {
                throw new MediaReadException("It is empty.");
            }
        }
        catch (IOException e)
        {
            throw new MediaReadException(DiskFault.Words(e), e);
        }
    }

    // Apart from writing, which fails for other reasons.
    private static async ValueTask<int> ReadAsync(Stream input, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await input.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MediaReadException($"It cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
    }
}
