using LiveCaptions.Captions.Formats;
using LiveCaptions.Captions.Layout;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Api;
using LiveCaptions.Server.Asking;
using LiveCaptions.Server.Compatible;
using LiveCaptions.Server.Compatible.Deepgram;
using LiveCaptions.Server.Compatible.OpenAi;
using LiveCaptions.Server.Import;
using LiveCaptions.Server.Ingest;
using LiveCaptions.Server.Ingest.Rtmp;
using LiveCaptions.Server.Ingest.WebSockets;
using LiveCaptions.Server.Ingest.Whip;
using LiveCaptions.Server.Jobs;
using LiveCaptions.Server.Limits;
using LiveCaptions.Server.Live;
using LiveCaptions.Server.Logs;
using LiveCaptions.Server.Metrics;
using LiveCaptions.Server.Models;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Server.Profiles;
using LiveCaptions.Server.Publishing;
using LiveCaptions.Server.Publishing.Metadata;
using LiveCaptions.Server.Publishing.Quality;
using LiveCaptions.Server.Publishing.Reports;
using LiveCaptions.Server.Publishing.Subtitles;
using LiveCaptions.Server.Publishing.Review;
using LiveCaptions.Server.Publishing.Uploads;
using LiveCaptions.Server.Publishing.YouTube;
using LiveCaptions.Server.Retention;
using LiveCaptions.Server.Sessions.Sound;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Storage.Searching;
using LiveCaptions.Server.Translation;
using LiveCaptions.Server.Translation.Apertium;
using LiveCaptions.Server.Translation.Chat;
using LiveCaptions.Server.Translation.LibreTranslate;
using LiveCaptions.Server.Web;
using LiveCaptions.Speech.Recognition;
using MessagePack;
using MessagePack.Resolvers;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;
using SessionOptions = LiveCaptions.Server.Sessions.SessionOptions;

namespace LiveCaptions.Server.Hosting;

/// <summary>The way of a request, and where it comes out: one Map… per stage, in the order the data goes.</summary>
internal static class ServerRoutes
{
    private const string Page = "The page itself is the same for all; what it shows comes by the API";

    /// <summary>What every request passes before its endpoint.</summary>
    public static void UseStages(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        app.UseHeadAsGet();
        app.UseTextCompression();
        app.UseExceptionHandler();

        // Whatever a client says it accepts: errors are problem details.
        app.UseStatusCodePages(page =>
            TypedResults.Problem(statusCode: page.HttpContext.Response.StatusCode).ExecuteAsync(page.HttpContext));
        app.UseMiddleware<HostCheck>();
        app.UseMiddleware<BodyFaults>();
        app.UseWebSockets(
            new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(15), KeepAliveTimeout = TimeSpan.FromSeconds(20) });
        app.UseRouting();
        app.UseCors();
        MapWebClient(app);
        app.UseLimits();
        app.UseAuthentication();
        app.UseAuthorization();
    }

    public static void MapRoutes(this WebApplication app)
    {
        app.Map("/ws/ingest/{id}", (HttpContext context, string id, WebSocketEndpoint ingest) => ingest.HandleAsync(context, id))
            .OpenTo("The session's stream key, which no browser sends by itself").ExcludeFromDescription();
        WhipRoutes.Map(app);
        ListenEndpoints.Map(app);
        OpenAiEndpoints.Map(app);
        app.MapHub<CaptionHub>("/hubs/captions").OpenTo("Every call to watch is decided by itself, as some sessions are public");
        MapApi(app.MapGroup("/api"));
        app.MapOpenApi("/openapi/v1.json").ForMonitoring();
        HealthEndpoints.Map(app);
        app.MapPrometheusScrapingEndpoint("/metrics").ForMonitoring();
    }

    private static void MapApi(RouteGroupBuilder api)
    {
        SessionEndpoints.Map(api);
        EngineEndpoints.Map(api);
        SearchEndpoints.Map(api);
        SoundEndpoints.Map(api);
        MarkEndpoints.Map(api);
        TokenEndpoints.Map(api);
        PassEndpoints.Map(api);
        KeyEndpoints.Map(api);
        ImportEndpoints.Map(api);
        CueEndpoints.Map(api);
        CorrectionEndpoints.Map(api);
        EmotionEndpoints.Map(api);
        SinkEndpoints.Map(api);
        ProfileEndpoints.Map(api);
        RetentionEndpoints.Map(api);
        StatusEndpoints.Map(api);
        JobEndpoints.Map(api);
        QualityEndpoints.Map(api);
        ReviewEndpoints.Map(api);
        MetadataEndpoints.Map(api);
        ReportEndpoints.Map(api);
        AskEndpoints.Map(api);
        SubtitleEndpoints.Map(api);
        UploadEndpoints.Map(api);
        YouTubeEndpoints.Map(api);
        HlsEndpoints.Map(api);
    }

    private static void MapWebClient(WebApplication app)
    {
        if (WebClient.Find(app.Environment) is not { } files)
        {
            return;
        }

        app.UseWebClient(files);
        foreach (var page in app.MapPages(files))
        {
            page.OpenTo(Page);
        }
    }
}
