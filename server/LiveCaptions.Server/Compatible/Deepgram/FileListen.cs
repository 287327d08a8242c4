using LiveCaptions.Server.Refusals;

namespace LiveCaptions.Server.Compatible.Deepgram;

/// <summary>Files by Deepgram's protocol: the body is the file, or JSON with its address; the answer is all that is said in it.</summary>
internal sealed class FileListen(ForeignFiles files)
{
    public async Task HandleAsync(HttpContext context)
    {
        var (request, refusal) = ListenRequest.Parse(context.Request.Query, isFile: true);
        var answer = request is null ? Problems.Of(refusal!, context) : await AnswerAsync(context, request);
        await answer.ExecuteAsync(context);
    }

    private async Task<IResult> AnswerAsync(HttpContext context, ListenRequest request)
    {
        var import = ForeignFiles.ImportOf(request.Session) with { SplitChannels = request.Multichannel ? true : null };
        var head = request.Pcm is { } format ? RawWave.HeadOf(request.Encoding!, format) : [];
        var (session, refusal) = context.Request.HasJsonContentType()
            ? await files.TakeAddressAsync(context, import)
            : await files.TakeBodyAsync(context, head, import);
        if (session is null)
        {
            return Problems.Of(refusal!, context);
        }

        await foreach (var _ in files.FollowAsync(session.Id, context.RequestAborted))
        {
            // They are read together, when all of them are there: who says them may be put right until then.
        }

        (var over, var finals, refusal) = await files.ReadAsync(session.Id);
        context.Response.Headers["dg-request-id"] = session.Id;
        return over is null
            ? Problems.Of(refusal!, context)
            : TypedResults.Json(ListenReport.Of(over, finals, request), ForeignJson.Options);
    }
}
