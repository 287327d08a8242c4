using LiveCaptions.Captions.Formats;
using LiveCaptions.Server.Api;
using LiveCaptions.Server.Limits;
using LiveCaptions.Server.Publishing;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Compatible.OpenAi;

/// <summary>Files by OpenAI's protocol: a form with the file, answered when all of it is heard, or as it is.</summary>
internal sealed class Transcriptions(ForeignFiles files, CaptionDocuments documents, CaptionDownload download, StallGuard guard)
{
    private const string EventStream = "text/event-stream";

    public async Task HandleAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            await Problems.Of(400, "form_missing", "Send multipart/form-data with the file in a part called \"file\".")
                .ExecuteAsync(context);
            return;
        }

        TranscriptionRequest? request = null;
        var (session, refusal) = await files.TakeFormAsync(context, form => (request = TranscriptionRequest.Parse(form.Fields)).Session);
        if (session is null)
        {
            await Problems.Of(refusal!, context).ExecuteAsync(context);
            return;
        }

        context.Response.Headers["x-request-id"] = session.Id;
        await (request!.Streams ? StreamAsync(context, request, session.Id) : AnswerAsync(context, request, session.Id));
    }

    private async Task AnswerAsync(HttpContext context, TranscriptionRequest request, string id)
    {
        await foreach (var _ in files.FollowAsync(id, context.RequestAborted))
        {
            // They are read together, when all of them are there: who says them may be put right until then.
        }

        var (session, finals, refusal) = await files.ReadAsync(id);
        IResult answer = (session, request.Format) switch
        {
            (null, _) => Problems.Of(refusal!, context),
            (_, "srt" or "vtt") => await CaptionsAsync(CueFormats.Find(request.Format)!, session, context.RequestAborted),
            (_, "text") => TypedResults.Text(TranscriptionAnswer.TextOf(finals) + "\n"),
            _ => TypedResults.Json(TranscriptionAnswer.Of(request, session, finals), ForeignJson.Options),
        };
        await answer.ExecuteAsync(context);
    }

    private Task<IResult> CaptionsAsync(ICueFormat format, SessionView session, CancellationToken cancellationToken) =>
        download.OfAsync(
            format, () => documents.ReadAsync(session, format, CaptionVersion.Live, marksEmotions: false, new FormatOptions()),
            cancellationToken);

    private async Task StreamAsync(HttpContext context, TranscriptionRequest request, string id)
    {
        context.Response.ContentType = EventStream;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        await context.Response.Body.FlushAsync(context.RequestAborted);
        var text = "";
        try
        {
            await foreach (var cue in files.FollowAsync(id, context.RequestAborted))
            {
                var delta = text.Length == 0 ? cue.Text : $" {cue.Text}";
                text += delta;
                await SayAsync(
                    context, request.Diarizes ? TranscriptionAnswer.SpokenOf(cue) : new { type = "transcript.text.delta", delta });
            }

            var (session, _, refusal) = await files.ReadAsync(id);
            await SayAsync(context, session is null
                ? OpenAiRefusals.Of(refusal!)
                : new { type = "transcript.text.done", text, usage = TranscriptionAnswer.UsageOf(session) });
        }
        catch (OperationCanceledException)
        {
            // The reader left, or took nothing.
        }
    }

    private async Task SayAsync(HttpContext context, object message)
    {
        await guard.SendAsync(context, (byte[])[.. "data: "u8, .. ForeignJson.Write(message), .. "\n\n"u8], context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
