using System.Text.Json;
using LiveCaptions.Captions.Formats;
using LiveCaptions.Server.Limits;
using LiveCaptions.Server.Web;

namespace LiveCaptions.Server.Api;

/// <summary>
/// A caption file on its way: written out to a nameless file first, so that a slow reader holds a file and no memory. Some are written
/// at once, the others wait.
/// </summary>
internal sealed class CaptionDownload(StallGuard guard)
{
    /// <summary>Says what of the captions the format could not carry.</summary>
    private const string WarningHeader = "X-Caption-Warning";

    private readonly SemaphoreSlim _writing = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <param name="read">Reads what is to be written.</param>
    /// <exception cref="OperationCanceledException">The reader is gone, or was cut off.</exception>
    public async Task<IResult> OfAsync(ICueFormat format, Func<Task<CaptionDocument>> read, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        var file = Create();
        try
        {
            var losses = new List<string>();
            var document = await read();
            losses.AddRange(document.Warnings);
            format.Write(document with { Tell = losses.Add }, file);
            file.Position = 0;
            return new Download(file, format.ContentType, losses, guard);
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
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            Options = FileOptions.DeleteOnClose
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(Path.Combine(Path.GetTempPath(), $"livecaptions-{Guid.NewGuid():N}"), options);

        // At once: nothing is left of it where the process is killed.
        File.Delete(file.Name);
        return file;
    }

    private sealed class Download(FileStream file, string contentType, List<string> losses, StallGuard guard) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            await using (file)
            {
                (httpContext.Response.ContentType, httpContext.Response.ContentLength) = (contentType, file.Length);
                if (losses.Count > 0)
                {
                    // Letters outside of ASCII, which headers lack, as JSON writes them.
                    httpContext.Response.Headers[WarningHeader] = losses.Select(loss => JsonEncodedText.Encode(loss).ToString()).ToArray();
                }

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
