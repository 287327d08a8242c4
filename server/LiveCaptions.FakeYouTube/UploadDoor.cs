using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace LiveCaptions.FakeYouTube;

/// <summary>
/// <c>captions.insert</c> and <c>captions.update</c> with a file, by Google's resumable protocol: beginning costs the units and gives
/// an address, which takes the bytes for nothing, tells by 308 how many it has, and is gone after a while.
/// </summary>
internal sealed class UploadDoor(ApiGate gate, FakeLibrary library, FakeOptions options, TimeProvider time)
{
    private const string Route = "/upload/youtube/v3/captions";
    private const int InsertCost = 400;
    private const int UpdateCost = 450;
    private const int MaxName = 150;
    private readonly ConcurrentQueue<string> _ids = new();
    private readonly ConcurrentDictionary<string, FakeUpload> _uploads = new(StringComparer.Ordinal);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(
            Route, context => gate.RunAsync(context, "captions.insert", InsertCost, caller => BeginAsync(context, caller, Insert)));
        routes.MapPut(Route, context => context.Request.Query["upload_id"].ToString() is { Length: > 0 } id
            ? ContinueAsync(context, id)
            : gate.RunAsync(context, "captions.update", UpdateCost, caller => BeginAsync(context, caller, Update)));
    }

    /// <summary>What names the uploads that there ever were: who knows one can upload.</summary>
    public IReadOnlyCollection<string> Ids => [.. _ids];

    /// <summary>Forgets all that were begun.</summary>
    public void ExpireAll() => _uploads.Clear();

    private async ValueTask<FakeAnswer> BeginAsync(
        HttpContext context, FakeCaller caller, Func<JsonNode, FakeCaller, (FakeAnswer? Fault, Func<byte[], FakeAnswer>? Complete)> prepare)
    {
        if (context.Request.Query["uploadType"] != "resumable")
        {
            return FakeAnswer.Error(400, "badRequest", "This fake takes resumable uploads only.");
        }

        if (await JsonNode.ParseAsync(context.Request.Body) is not { } body)
        {
            return FakeAnswer.Error(400, "parseError", "Parse Error");
        }

        var (fault, complete) = prepare(body, caller);
        if (fault is not null)
        {
            return fault;
        }

        var id = Guid.NewGuid().ToString("N");
        _ids.Enqueue(id);
        _uploads[id] = new FakeUpload(time.GetUtcNow() + options.UploadLifetime, complete!);
        var request = context.Request;
        return new FakeAnswer(200)
        {
            Headers = [("Location", $"{request.Scheme}://{request.Host}{Route}?uploadType=resumable&upload_id={id}")]
        };
    }

    private async Task ContinueAsync(HttpContext context, string id)
    {
        await gate.SlowAsync(context);
        var fault = gate.FaultOf("upload");
        if (fault == FakeFault.ExpiredUpload)
        {
            _uploads.TryRemove(id, out _);
        }

        if (!_uploads.TryGetValue(id, out var upload) || upload.Until <= time.GetUtcNow())
        {
            await ApiGate.SendAsync(
                context, FakeAnswer.Error(fault == FakeFault.ExpiredUpload ? 410 : 404, "notFound", "The upload is not known."));
            return;
        }

        if (fault == FakeFault.TooMany)
        {
            await ApiGate.SendAsync(context, FakeAnswer.Error(429, "rateLimitExceeded", "Too many requests."));
            return;
        }

        if (fault == FakeFault.ServerError)
        {
            await gate.SendServerErrorAsync(context);
            return;
        }

        using var piece = new MemoryStream();
        await context.Request.Body.CopyToAsync(piece, context.RequestAborted);
        await TakeAsync(context, upload, piece.ToArray(), fault);
    }

    private static async Task TakeAsync(HttpContext context, FakeUpload upload, byte[] piece, FakeFault fault)
    {
        // "bytes 0-99/100" is a piece, "bytes */100" asks what is here; no header is the whole.
        var range = ContentRangeHeaderValue.TryParse(context.Request.Headers.ContentRange.ToString(), out var parsed) ? parsed : null;
        var (from, total) = (range?.From ?? 0, range is null ? piece.Length : range.Length);
        if (fault == FakeFault.BrokenLine)
        {
            lock (upload)
            {
                upload.Add(from, piece.AsSpan(0, piece.Length / 2), total: null);
            }

            context.Abort();
            return;
        }

        FakeAnswer answer;
        lock (upload)
        {
            answer = upload.Add(from, piece, total);
        }

        await ApiGate.AnswerAsync(context, answer, isLost: fault == FakeFault.LostReply);
    }

    private (FakeAnswer? Fault, Func<byte[], FakeAnswer>? Complete) Insert(JsonNode body, FakeCaller caller)
    {
        var snippet = body["snippet"];
        if ((string?)snippet?["videoId"] is not { Length: > 0 } videoId
            || (string?)snippet["language"] is not { Length: > 0 } language || (string?)snippet["name"] is not { } name)
        {
            return (FakeAnswer.Error(400, "invalidMetadata", "videoId, language and name are required."), null);
        }

        if (name.Length > MaxName)
        {
            return (FakeAnswer.Error(400, "nameTooLong", "The name is too long."), null);
        }

        if (CaptionDoor.FindFault(library, videoId, caller) is { } fault)
        {
            return (fault, null);
        }

        var exists = FakeAnswer.Error(
            409, "captionExists", "The specified video already has a caption track with the given language and name.");
        var isDraft = (bool?)snippet["isDraft"] ?? false;
        return library.HasTrack(videoId, language, name)
            ? (exists, null)
            : (null, content => WithContent(content, () => library.Insert(videoId, language, name, isDraft, content)) ?? exists);
    }

    private (FakeAnswer? Fault, Func<byte[], FakeAnswer>? Complete) Update(JsonNode body, FakeCaller caller)
    {
        var notThere = FakeAnswer.Error(404, "captionNotFound", "The caption track could not be found.");
        if (library.FindTrack((string?)body["id"] ?? "") is not { } track)
        {
            return (notThere, null);
        }

        return CaptionDoor.FindFault(library, track.VideoId, caller) is { } fault
            ? (fault, null)
            : (null,
                content => WithContent(content, () => library.Update(track.Id, (bool?)body["snippet"]?["isDraft"], content)) ?? notThere);
    }

    private static FakeAnswer? WithContent(byte[] content, Func<FakeTrack?> store)
    {
        if (content.Length == 0)
        {
            return FakeAnswer.Error(400, "contentRequired", "The request does not include the caption track.");
        }

        return store() is { } track ? FakeAnswer.Ok(CaptionDoor.Resource(track)) : null;
    }
}
