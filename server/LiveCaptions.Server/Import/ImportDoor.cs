using LiveCaptions.Captions;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Sessions.Requests;
using LiveCaptions.Server.Storage;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Import;

/// <summary>
/// The one way in for files and addresses, whatever the request looks like: first whether there is room, then the body, then the session.
/// </summary>
internal sealed class ImportDoor(
    ImportIntake intake, ImportQueue queue, LoadedEngine loaded, StorageHealth storage, IOptions<ImportOptions> options)
{
    private const int MaxJsonBytes = 64 * 1024;
    private const int FormOverhead = 1024 * 1024;

    /// <param name="hasFile">Whether the body brings the file, instead of its address.</param>
    /// <param name="take">Reads the body, given the id of the session that it becomes.</param>
    /// <returns>The session, which waits for its turn; or why there is none.</returns>
    public async Task<(SessionView? Session, Refusal? Refusal)> OpenAsync(
        HttpContext context, bool hasFile, Func<string, Task<(ImportSource Source, ImportRequest Request)>> take)
    {
        if (!loaded.TryGet(out _))
        {
            return (null, Refusal.NotReady);
        }

        if (await queue.IsFullAsync())
        {
            return (null, new Refusal(503, "import_queue_full", "As many imports wait here as may. Try again later.", RetryAfter: 60));
        }

        var most = hasFile ? options.Value.MaxBytes + FormOverhead : MaxJsonBytes;
        if (storage.FindObstacle(Math.Min(context.Request.ContentLength ?? 0, most)) is { } nearlyFull)
        {
            return (null, Refusal.Of(nearlyFull));
        }

        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = most;
        var id = SessionId.Create();
        try
        {
            var (source, request) = await take(id);
            if (SessionRequestRules.FindRefusal(request, CallerPrincipal.Of(context.User)) is { } forbidden)
            {
                intake.Discard(id);
                return (null, forbidden);
            }

            return (await intake.OpenAsync(id, source, request), null);
        }
        catch (ImportRefusedException refused)
        {
            intake.Discard(id);
            return (null, new Refusal(refused.Status, refused.Code, refused.Message));
        }
        catch
        {
            intake.Discard(id);
            throw;
        }
    }
}
