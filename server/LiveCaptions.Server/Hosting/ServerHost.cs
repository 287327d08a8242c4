using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Compatible.Deepgram;
using LiveCaptions.Server.Compatible.OpenAi;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Import;
using LiveCaptions.Server.Ingest;
using LiveCaptions.Server.Ingest.Rtmp;
using LiveCaptions.Server.Ingest.Whip;
using LiveCaptions.Server.Jobs;
using LiveCaptions.Server.Limits;
using LiveCaptions.Server.Live.Sinks;
using LiveCaptions.Server.Logs;
using LiveCaptions.Server.Metrics;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Server.Publishing;
using LiveCaptions.Server.Publishing.Metadata.Writer;
using LiveCaptions.Server.Publishing.Quota;
using LiveCaptions.Server.Publishing.Reports;
using LiveCaptions.Server.Publishing.SecondPass;
using LiveCaptions.Server.Publishing.YouTube;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions.Requests;
using LiveCaptions.Server.Sessions.Sound;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Translation;
using LiveCaptions.Server.Translation.LibreTranslate;
using LiveCaptions.Server.Web;
using LiveCaptions.Server.Web.Https;
using MessagePack;
using MessagePack.Resolvers;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;
using SessionOptions = LiveCaptions.Server.Sessions.SessionOptions;

namespace LiveCaptions.Server.Hosting;

/// <summary>The server, put together: one Add… and one Map… per stage, in the order the data goes.</summary>
public static class ServerHost
{
    /// <param name="settings">Configuration that goes before everything else, such as the command line's.</param>
    /// <param name="configure">What a test puts in the place of the real thing.</param>
    public static WebApplication Build(IEnumerable<KeyValuePair<string, string?>> settings, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = HomeFolder.Find() });
        builder.Configuration.AddEnvironmentVariables("LIVECAPTIONS_").AddInMemoryCollection(settings);
        builder.Logging.AddLines();
        AddOptions(builder);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<CaptionMetrics>();
        builder.Services.AddStages();
        AddWeb(builder);
        configure?.Invoke(builder);

        var app = builder.Build();
        app.Services.GetRequiredService<CaptionGauges>().Register();
        app.UseStages();
        app.MapRoutes();
        return app;
    }

    private static void AddOptions(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        Bind<AccessOptions>("Access");
        Bind<LimitOptions>("Limits");
        Bind<SessionOptions>("Sessions");
        Bind<IngestOptions>("Ingest");
        Bind<WhipOptions>("Whip");
        Bind<RtmpOptions>("Rtmp");
        Bind<OutgoingOptions>("Outgoing");
        Bind<JobOptions>("Jobs");
        Bind<PublishingSettings>("Publishing");
        Bind<SecondPassOptions>("SecondPass");
        Bind<TranslationOptions>("Translation");
        Bind<ImportOptions>("Import");
        Bind<YouTubeOptions>("YouTube");
        Bind<WriterOptions>("MetadataWriter");
        Bind<CueOptions>("Cues");
        Bind<WebOptions>("Web");
        Bind<HttpsOptions>("Https");
        Bind<RetentionOptions>("Retention");
        Bind<EngineOptions>("Engine").Configure(engine =>
            engine.ModelsDirectory = configuration["MODELS"] ?? Path.Combine(builder.Environment.ContentRootPath, engine.ModelsDirectory));
        Bind<StorageOptions>("Storage").Configure(storage => storage.DataDirectory = Path.GetFullPath(
            configuration["DATA"] ?? Path.Combine(builder.Environment.ContentRootPath, storage.DataDirectory)));

        OptionsBuilder<T> Bind<T>(string section)
            where T : class => builder.Services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
    }

    private static void AddWeb(WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
        });
        builder.Services.ConfigureHttpJsonOptions(json => CaptionJson.Configure(json.SerializerOptions));
        builder.Services.AddCors(WhipRoutes.AddCorsPolicy);
        builder.Services.AddSingleton<IProblemDetailsWriter, ShapedProblems>().AddProblemDetails().AddExceptionHandler<StorageProblems>();
        builder.Services.AddLimits();
        builder.Services.AddTextCompression();
        builder.Services.AddHttps();
        builder.Services.AddOpenApi();
    }
}
