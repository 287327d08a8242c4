using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace LiveCaptions.Server.Limits;

/// <summary>What each endpoint counts as. One that is in no line is an oversight, which a test finds.</summary>
public static class LimitTable
{
    private static readonly FrozenDictionary<string, LimitKind> Kinds = new Dictionary<string, LimitKind>(StringComparer.OrdinalIgnoreCase)
    {
        // Live out
        ["/hubs/captions"] = LimitKind.Watch,
        ["/hubs/captions/negotiate"] = LimitKind.Request,
        ["GET /api/sessions/{id}/events"] = LimitKind.Watch,

        // Captions as files, and what is as large
        ["GET /api/sessions/{id}/captions.{format}"] = LimitKind.Export,
        ["GET /api/sessions/{id}/emotion"] = LimitKind.Export,
        ["GET /api/sessions/{id}/audio"] = LimitKind.Export,
        ["GET /api/sessions/{id}/audio/peaks"] = LimitKind.Export,
        ["GET /api/sessions/{id}/quality"] = LimitKind.Analysis,
        ["GET /api/sessions/{id}/review"] = LimitKind.Analysis,
        ["GET /api/sessions/{id}/metadata"] = LimitKind.Analysis,
        ["PUT /api/sessions/{id}/metadata"] = LimitKind.Analysis,
        ["POST /api/sessions/{id}/metadata/write"] = LimitKind.Analysis,
        ["POST /api/sessions/{id}/metadata/apply"] = LimitKind.Create,
        ["GET /api/reports/captions"] = LimitKind.Export,
        ["POST /api/sessions/{id}/ask"] = LimitKind.Analysis,
        ["GET /api/sessions/{id}/entities"] = LimitKind.Analysis,
        ["GET /api/reports/subtitles"] = LimitKind.Export,

        // Live in
        ["/ws/ingest/{id}"] = LimitKind.Publish,
        ["POST /whip/{id}"] = LimitKind.Publish,
        ["OPTIONS /whip/{id}"] = LimitKind.Request,
        ["PATCH /whip/{id}/{name}"] = LimitKind.Publish,
        ["DELETE /whip/{id}/{name}"] = LimitKind.Request,
        ["OPTIONS /whip/{id}/{name}"] = LimitKind.Request,

        // What others' clients talk to; each makes a session
        ["/v1/listen"] = LimitKind.Create,
        ["POST /v1/listen"] = LimitKind.Import,
        ["POST /v1/audio/transcriptions"] = LimitKind.Import,
        ["/v1/realtime"] = LimitKind.Create,

        // Sessions
        ["POST /api/sessions"] = LimitKind.Create,
        ["POST /api/sessions/import"] = LimitKind.Import,
        ["GET /api/sessions"] = LimitKind.Request,
        ["GET /api/sessions/{id}"] = LimitKind.Request,
        ["PATCH /api/sessions/{id}"] = LimitKind.Request,
        ["GET /api/sessions/{id}/marks"] = LimitKind.Request,
        ["POST /api/sessions/{id}/marks"] = LimitKind.Request,
        ["PATCH /api/sessions/{id}/marks/{markId}"] = LimitKind.Request,
        ["DELETE /api/sessions/{id}/marks/{markId}"] = LimitKind.Request,
        ["POST /api/sessions/{id}/pass"] = LimitKind.Request,
        ["POST /api/sessions/{id}/tokens"] = LimitKind.Create,
        ["DELETE /api/sessions/{id}/tokens/{tokenId}"] = LimitKind.Request,
        ["POST /api/sessions/{id}/finish"] = LimitKind.Request,
        ["DELETE /api/sessions/{id}"] = LimitKind.Request,
        ["GET /api/sessions/{id}/cues"] = LimitKind.Request,
        ["GET /api/sessions/{id}/cues/{cueId}"] = LimitKind.Request,
        ["PATCH /api/sessions/{id}/cues/{cueId}"] = LimitKind.Request,
        ["DELETE /api/sessions/{id}/cues/{cueId}"] = LimitKind.Request,
        ["POST /api/sessions/{id}/cues"] = LimitKind.Request,
        ["POST /api/sessions/{id}/cues/{cueId}/split"] = LimitKind.Request,
        ["POST /api/sessions/{id}/cues/merge"] = LimitKind.Request,
        ["POST /api/sessions/{id}/cues/replace"] = LimitKind.Export,
        ["POST /api/sessions/{id}/captions"] = LimitKind.Import,
        ["POST /api/sessions/{id}/undo"] = LimitKind.Export,
        ["POST /api/sessions/{id}/redo"] = LimitKind.Export,
        ["GET /api/sessions/{id}/edits"] = LimitKind.Request,
        ["DELETE /api/sessions/{id}/edits"] = LimitKind.Request,
        ["POST /api/sessions/{id}/speakers/merge"] = LimitKind.Export,
        ["PATCH /api/sessions/{id}/speakers/{speakerId}"] = LimitKind.Request,
        ["GET /api/sessions/{id}/sinks"] = LimitKind.Request,
        ["GET /api/sessions/{id}/sinks/{sinkId}"] = LimitKind.Request,
        ["PUT /api/sessions/{id}/sinks/{sinkId}"] = LimitKind.Request,
        ["DELETE /api/sessions/{id}/sinks/{sinkId}"] = LimitKind.Request,
        ["GET /api/sessions/{id}/hls/master.m3u8"] = LimitKind.Request,
        ["GET /api/sessions/{id}/hls/captions.m3u8"] = LimitKind.Request,
        ["GET /api/sessions/{id}/hls/segment{index:int}.vtt"] = LimitKind.Request,

        ["GET /api/engines"] = LimitKind.Request,
        ["GET /api/search"] = LimitKind.Export,
        ["GET /api/status"] = LimitKind.Export,

        ["GET /api/keys"] = LimitKind.Request,
        ["POST /api/keys"] = LimitKind.Create,
        ["DELETE /api/keys/{keyId}"] = LimitKind.Request,

        ["GET /api/retention"] = LimitKind.Request,
        ["GET /api/jobs"] = LimitKind.Request,
        ["POST /api/jobs/{id:long}/retry"] = LimitKind.Request,

        // Voice profiles
        ["POST /api/profiles"] = LimitKind.Create,
        ["GET /api/profiles"] = LimitKind.Request,
        ["GET /api/profiles/{id}"] = LimitKind.Request,
        ["DELETE /api/profiles/{id}"] = LimitKind.Request,
        ["POST /api/profiles/{id}/verify"] = LimitKind.Request,

        // To YouTube
        ["GET /api/uploads"] = LimitKind.Request,
        ["POST /api/uploads"] = LimitKind.Create,
        ["POST /api/uploads/batch"] = LimitKind.Create,
        ["GET /api/uploads/quota"] = LimitKind.Request,
        ["GET /api/uploads/{uploadId}"] = LimitKind.Request,
        ["POST /api/uploads/{uploadId}/retry"] = LimitKind.Request,
        ["DELETE /api/uploads/{uploadId}"] = LimitKind.Request,
        ["GET /api/youtube/channels"] = LimitKind.Request,
        ["POST /api/youtube/login"] = LimitKind.Create,
        ["DELETE /api/youtube/channels/{channelId}"] = LimitKind.Request,
        ["GET /api/youtube/callback"] = LimitKind.Request,

        // Pages, and what tells about the server
        ["/watch/{id}"] = LimitKind.Request,
        ["/studio/{id}"] = LimitKind.Request,
        ["/overlay/{id}"] = LimitKind.Request,
        ["/overlay-builder"] = LimitKind.Request,
        ["/library"] = LimitKind.Request,
        ["/library/{id}"] = LimitKind.Request,
        ["/admin"] = LimitKind.Request,
        ["/openapi/v1.json"] = LimitKind.Request,
        ["GET /health/live"] = LimitKind.Request,
        ["GET /health/ready"] = LimitKind.Request,
        ["/metrics"] = LimitKind.Request,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // Holds no server that is gone.
    private static readonly ConditionalWeakTable<Endpoint, StrongBox<LimitKind>> Found = new();

    /// <summary>Counts an endpoint as something else than the table says, or as what it does not say.</summary>
    public static TBuilder Limit<TBuilder>(this TBuilder endpoint, LimitKind kind)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new LimitAttribute(kind));

    /// <summary>What a request counts as; just as a request where nobody has decided.</summary>
    public static LimitKind Of(HttpContext context) => context.GetEndpoint() is { } endpoint
        ? Found.GetValue(endpoint, e => new StrongBox<LimitKind>(Find(e) ?? LimitKind.Request)).Value
        : LimitKind.Request;

    /// <returns>Null where nobody has decided.</returns>
    public static LimitKind? Find(Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<LimitAttribute>() is { } attribute)
        {
            return attribute.Kind;
        }

        if (endpoint is not RouteEndpoint { RoutePattern.RawText: { } text })
        {
            return null;
        }

        var route = "/" + text.Trim('/');
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        return methods.Select(method => Look($"{method} {route}")).FirstOrDefault(kind => kind is not null) ?? Look(route);
    }

    private static LimitKind? Look(string key) => Kinds.TryGetValue(key, out var kind) ? kind : null;
}
