using LiveCaptions.Captions.Formats;
using LiveCaptions.Server.Limits;
using LiveCaptions.Server.Web;

namespace LiveCaptions.Server.Api;

/// <summary>
/// A caption file on its way: written out to a nameless file first, so that a slow reader holds a file and no memory. Some are written at once, the others wait.
/// </summary>
internal sealed class CaptionDownload(StallGuard guard)
{
    private readonly SemaphoreSlim _writing = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <param name="read">Reads what is to be written.</param>
    /// <exception cref="OperationCanceledException">The reader is gone, or was cut off.</exception>
    public async Task<IResult> OfAsync(ICueFormat format, Func<Task<CaptionDocument>> read, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        var file = Create();
        try
        {
            format.Write(await read(), file);
            file.Position = 0;
            return new Download(file, format.ContentType, guard);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
        finally
        {
            _writing.Release();
        }
    }

    private static FileStream Create()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Delete, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(Path.Combine(Path.GetTempPath(), $"livecaptions-{Guid.NewGuid():N}"), options);

        // At once: nothing is left of it where the process is killed.
        File.Delete(file.Name);
        return file;
    }

    private sealed class Download(FileStream file, string contentType, StallGuard guard) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            await using (file)
            {
                (httpContext.Response.ContentType, httpContext.Response.ContentLength) = (contentType, file.Length);
                if (httpContext.IsHead())
                {
                    return;
                }

                try
                {
                    await guard.SendAsync(httpContext, file, httpContext.RequestAborted);
                }
                catch (OperationCanceledException)
                {
                    // The reader left, or took nothing.
                }
            }
        }
    }
}
