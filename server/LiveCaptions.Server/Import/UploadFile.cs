using Microsoft.AspNetCore.Connections;

namespace LiveCaptions.Server.Import;

/// <summary>A file that comes by HTTP, written to the folder of imports as it comes.</summary>
internal sealed class UploadFile(string path, long maxBytes, DiskRoom room)
{
    private const int BufferSize = 64 * 1024;

    /// <summary>In the folder of imports.</summary>
    public string Name => Path.GetFileName(path);

    /// <param name="head">What is written before it.</param>
    /// <exception cref="ImportRefusedException">It is too large.</exception>
    public async Task KeepAsync(Stream body, ReadOnlyMemory<byte> head, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        await file.WriteAsync(head, cancellationToken);
        var buffer = new byte[BufferSize];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (file.Length + read > maxBytes)
            {
                throw TooLarge();
            }

            if (room.IsShortAt(file.Length))
            {
                throw Full(room.Told);
            }

            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }

    /// <summary>Reads a body, and tells whose fault it is where that fails.</summary>
    /// <param name="broken">The client's.</param>
    /// <exception cref="ImportRefusedException">It failed.</exception>
    public async Task RefusingAsync(Func<Task> read, Func<string, ImportRefusedException> broken, CancellationToken cancellationToken)
    {
        try
        {
            await read();
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge();
        }
        catch (InvalidDataException e)
        {
            throw broken(e.Message);
        }
        catch (IOException e)
            when (e is not BadHttpRequestException and not ConnectionResetException && !cancellationToken.IsCancellationRequested)
        {
            throw e.Message.StartsWith("Unexpected end of Stream", StringComparison.Ordinal)
                ? broken("It ends early.")
                : Full(DiskFault.Words(e));
        }
        catch (UnauthorizedAccessException)
        {
            throw Full("The folder of imports may not be written.");
        }
    }

    private static ImportRefusedException Full(string why) => new(507, "storage_full", $"The file cannot be kept. {why}");

    private ImportRefusedException TooLarge() =>
        new(413, "file_too_large", $"Files of up to {maxBytes >> 20} MB are taken here (LIVECAPTIONS_Import__MaxMegabytes sets it).");
}
