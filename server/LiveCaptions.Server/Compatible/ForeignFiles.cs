using System.Runtime.CompilerServices;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Import;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Sessions.Requests;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Compatible;

/// <summary>Files that others' clients send and wait for: an import as every other, and its captions when it is over.</summary>
internal sealed class ForeignFiles(
    ImportDoor door, ImportIntake intake, ImportAddresses addresses, ImportQueue queue,
    SessionDirectory directory, CueBroadcaster broadcaster, FinalStore finals)
{
    private const string FileName = "upload";

    /// <summary>Of a body that is the file, with what stands before it.</summary>
    public Task<(SessionView? Session, Refusal? Refusal)> TakeBodyAsync(
        HttpContext context, ReadOnlyMemory<byte> head, ImportRequest request) =>
        door.OpenAsync(context, hasFile: true, async id =>
            (await intake.TakeBodyAsync(id, context.Request.Body, FileName, head, context.RequestAborted), request));

    /// <summary>Of a body that says where the file is.</summary>
    /// <param name="request">What the session shall be; the address is the body's.</param>
    public Task<(SessionView? Session, Refusal? Refusal)> TakeAddressAsync(HttpContext context, ImportRequest request) =>
        door.OpenAsync(context, hasFile: false, async _ =>
        {
            var address = new ImportRequest { Url = await ReadUrlAsync(context), Live = false };
            return (await addresses.TakeAsync(address, context.RequestAborted), request);
        });

    /// <summary>Of a form with the file.</summary>
    /// <param name="read">Makes of its fields what the session shall be.</param>
    public Task<(SessionView? Session, Refusal? Refusal)> TakeFormAsync(HttpContext context, Func<UploadForm, ImportRequest> read) =>
        door.OpenAsync(context, hasFile: true, async id =>
        {
            var form = await intake.TakeFormAsync(id, context.Request, context.RequestAborted);
            return (form.Source, read(form));
        });

    /// <summary>A session's request as an import's.</summary>
    public static ImportRequest ImportOf(CreateSessionRequest session) => new()
    {
        Title = session.Title,
        Language = session.Language,
        Diarization = session.Diarization,
        Emotion = session.Emotion,
        Keyterms = session.Keyterms,
        Formatting = session.Formatting,
    };

    /// <summary>Finals as they come, each once, until the session is over. Who waits no longer ends the import.</summary>
    public async IAsyncEnumerable<Cue> FollowAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var feed = broadcaster.Subscribe(id, after: 0, isViewer: false);
        var isOver = (await directory.ViewAsync(id))?.State.IsOver() ?? true;
        var told = new HashSet<string>(StringComparer.Ordinal);
        var isWhole = false;
        try
        {
            await foreach (var message in isOver ? feed.TakeStoredAsync() : feed.ReadAllAsync(untilEnd: true, cancellationToken))
            {
                if (message.Cue is { Kind: CueKind.Final } final && told.Add(final.Id))
                {
                    yield return final;
                }
            }

            isWhole = true;
        }
        finally
        {
            if (!isWhole)
            {
                await directory.FinishAsync(id, CancellationToken.None);
                await queue.CancelAsync(id);
            }
        }
    }

    /// <summary>Once the session is over.</summary>
    /// <returns>It and its finals in the order they were said; or why there are none.</returns>
    public async Task<(SessionView? Session, IReadOnlyList<Cue> Finals, Refusal? Refusal)> ReadAsync(string id) =>
        await directory.ViewAsync(id) switch
        {
            null => (null, [], new Refusal(410, "session_deleted", "The session was deleted before it was over.")),
            { State: SessionState.Failed } failed => (null, [], RefusalOf(failed)),
            { } session => (session, [.. (await finals.ReadAsync(id)).OrderBy(cue => cue.Start)], null),
        };

    private static Refusal RefusalOf(SessionView failed) => failed.EndReason switch
    {
        "sourceUnreadable" => new Refusal(400, "audio_unreadable", failed.Message ?? "The file cannot be read."),
        "toolMissing" => new Refusal(501, "tool_missing", failed.Message ?? "What reads such files is not installed."),
        _ => new Refusal(500, "failed", failed.Message ?? "The server failed."),
    };

    private static async Task<string> ReadUrlAsync(HttpContext context)
    {
        try
        {
            return (await context.Request.ReadFromJsonAsync<ForeignAddress>(ForeignJson.Options, context.RequestAborted))?.Url ?? "";
        }
        catch (System.Text.Json.JsonException)
        {
            throw new ImportRefusedException(
                400, "body_invalid", "The body is no JSON. Send {\"url\": \"https://…\"}, or the file itself with another Content-Type.");
        }
    }

    private sealed record ForeignAddress(string? Url);
}
