using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Formats;
using LiveCaptions.Captions.Layout;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Api;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Cloud;
using LiveCaptions.Server.Compatible;
using LiveCaptions.Server.Compatible.Deepgram;
using LiveCaptions.Server.Compatible.OpenAi;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Import;
using LiveCaptions.Server.Import.Links;
using LiveCaptions.Server.Import.Live;
using LiveCaptions.Server.Ingest;
using LiveCaptions.Server.Ingest.Rtmp;
using LiveCaptions.Server.Ingest.WebSockets;
using LiveCaptions.Server.Ingest.Whip;
using LiveCaptions.Server.Jobs;
using LiveCaptions.Server.Limits;
using LiveCaptions.Server.Live;
using LiveCaptions.Server.Live.Hls;
using LiveCaptions.Server.Live.Sinks;
using LiveCaptions.Server.Logs;
using LiveCaptions.Server.Metrics;
using LiveCaptions.Server.Models;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Server.Profiles;
using LiveCaptions.Server.Publishing;
using LiveCaptions.Server.Publishing.Metadata;
using LiveCaptions.Server.Publishing.Quality;
using LiveCaptions.Server.Publishing.Quota;
using LiveCaptions.Server.Publishing.Reports;
using LiveCaptions.Server.Publishing.SecondPass;
using LiveCaptions.Server.Publishing.Uploads;
using LiveCaptions.Server.Publishing.YouTube;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Retention;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Sessions.Requests;
using LiveCaptions.Server.Sessions.Sound;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Storage.Searching;
using LiveCaptions.Server.Translation;
using LiveCaptions.Server.Translation.Apertium;
using LiveCaptions.Server.Translation.Chat;
using LiveCaptions.Server.Translation.LibreTranslate;
using LiveCaptions.Server.Web;
using LiveCaptions.Server.Web.Https;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;
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
    private const string Page = "The page itself is the same for all; what it shows comes by the API";

    /// <param name="settings">Configuration that goes before everything else, such as the command line's.</param>
    /// <param name="configure">What a test puts in the place of the real thing.</param>
    public static WebApplication Build(IEnumerable<KeyValuePair<string, string?>> settings, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = HomeFolder.Find() });
        builder.Configuration.AddEnvironmentVariables("LIVECAPTIONS_").AddInMemoryCollection(settings);
        builder.Logging.AddLines();
        AddOptions(builder);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<CaptionMetrics>();
        AddStorage(builder.Services);
        builder.Services.AddAccess();
        AddSessions(builder.Services);
        AddIngest(builder.Services);
        AddOutgoing(builder.Services);
        builder.Services.AddCloudEngines();
        AddJobs(builder.Services);
        AddPublishing(builder.Services);
        AddTranslation(builder.Services);
        AddImport(builder.Services);
        AddCompatible(builder.Services);
        AddRetention(builder.Services);
        AddLive(builder.Services);
        AddWeb(builder);
        configure?.Invoke(builder);

        var app = builder.Build();
        app.Services.GetRequiredService<CaptionGauges>().Register();
        Map(app);
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

    private static void AddStorage(IServiceCollection services) => services
        .AddSingleton<IDisk, Disk>()
        .AddSingleton<StorageHealth>()
        .AddSingleton<CaptionDatabase>()
        .AddSingleton<SessionStore>()
        .AddSingleton<FinalStore>()
        .AddSingleton<TranslationStore>()
        .AddSingleton<EditStore>()
        .AddSingleton<TranscriptSearch>()
        .AddSingleton<MetadataStore>()
        .AddSingleton<VoiceStore>()
        .AddSingleton<EmotionStore>()
        .AddSingleton<ProfileStore>()
        .AddSingleton<SinkStore>()
        .AddSingleton<KeyStore>()
        .AddSingleton<TokenStore>()
        .AddSingleton<JobStore>()
        .AddSingleton<YouTubeChannelStore>()
        .AddSingleton<UploadStore>()
        .AddSingleton<QuotaStore>();

    private static void AddSessions(IServiceCollection services) => services
        .AddSingleton(provider => EngineCatalog.Default.With(provider.GetServices<IEngineFactory>()))
        .AddSingleton<IValidateOptions<EngineOptions>, EngineOptionsCheck>()
        .AddSingleton(new LoadedEngine(FetchedEngine.LoadAsync))
        .AddSingleton<EnginePool>()
        .AddSingleton<ProfileVault>()
        .AddSingleton<VoiceProfiles>()
        .AddSingleton<SpeakerVoices>()
        .AddSingleton<SessionViews>()
        .AddSingleton<SessionFactory>()
        .AddSingleton<LiveSessions>()
        .AddSingleton<StreamLoad>()
        .AddSingleton<SessionAdmission>()
        .AddSingleton<SessionDirectory>()
        .AddSingleton<SessionMaker>()
        .AddSingleton<SoundPeaks>()
        .AddSingleton<CaptionLanguages>()
        .AddSingleton<CaptionGauges>();

    // Hosted services stop from the last to the first: sessions send their publishers away before ports close.
    private static void AddIngest(IServiceCollection services) => services
        .AddSingleton<IngestGate>()
        .AddSingleton<WebSocketEndpoint>()
        .AddSingleton<WhipEndpoint>()
        .AddSingleton<WebRtcHost>()
        .AddSingleton<WhipConnections>()
        .AddSingleton<RtmpHost>()
        .AddSingleton<RtmpEndpoint>()
        .AddHostedService(provider => provider.GetRequiredService<WebRtcHost>())
        .AddHostedService(provider => provider.GetRequiredService<WhipConnections>())
        .AddHostedService(provider => provider.GetRequiredService<RtmpHost>())
        .AddHostedService<EngineLoader>();

    private static void AddOutgoing(IServiceCollection services) => services
        .AddSingleton(provider =>
            new OwnAddresses(UdpAddresses.Advertised(provider.GetRequiredService<IOptions<WhipOptions>>().Value.Addresses)))
        .AddSingleton<IListener>(provider => provider.GetRequiredService<RtmpHost>())
        .AddSingleton<OwnPorts>()
        .AddSingleton<SinkConnections>();

    private static void AddImport(IServiceCollection services) => services
        .AddSingleton<ImportProgress>()
        .AddSingleton(Links)
        .AddSingleton<ImportRun>()
        .AddSingleton<ImportQueue>()
        .AddSingleton<IJobKind, ImportJob>()
        .AddSingleton<ImportIntake>()
        .AddSingleton<ImportDoor>()
        .AddSingleton<LivePullContext>()
        .AddSingleton<LivePulls>()
        .AddHostedService(provider => provider.GetRequiredService<LivePulls>());

    private static void AddJobs(IServiceCollection services) => services.AddSingleton<JobQueue>().AddHostedService<JobRunner>();

    private static void AddPublishing(IServiceCollection services) => services
        .AddSingleton(provider => new PublishingProfiles(provider.GetRequiredService<IOptions<PublishingSettings>>().Value.Profiles))
        .AddSingleton<AnalysisTurn>()
        .AddSingleton<QualityReader>()
        .AddSingleton<MetadataReader>()
        .AddSingleton<VideoMetadata>()
        .AddSingleton<CaptionReports>()
        .AddSingleton<SecondPassRun>()
        .AddSingleton<ISessionFollowUp, SecondPassFollowUp>()
        .AddSingleton<IJobKind, SecondPassJob>()
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<YouTubeConnections>(provider))
        .AddSingleton<QuotaLedger>()
        .AddSingleton<YouTubeAccounts>()
        .AddSingleton<PendingSignIns>()
        .AddSingleton<UploadContent>()
        .AddSingleton<UploadQueue>()
        .AddSingleton<UploadList>()
        .AddSingleton<UploadFollowUp>()
        .AddSingleton<ISessionFollowUp>(provider => provider.GetRequiredService<UploadFollowUp>())
        .AddSingleton<IJobKind, UploadJob>();

    // In this order they are asked whether they do a language.
    private static void AddTranslation(IServiceCollection services) => services
        .AddSingleton<TranslationHttp>()
        .AddSingleton<ITranslator, LibreTranslator>()
        .AddSingleton<ITranslator, ChatTranslator>()
        .AddSingleton<ITranslator, ApertiumTranslator>()
        .AddSingleton<Translators>()
        .AddSingleton<ITargetLanguages>(provider => provider.GetRequiredService<Translators>())
        .AddSingleton<CueTranslator>()
        .AddSingleton<ILiveStage, LiveTranslations>()
        .AddSingleton<ISessionFollowUp, TranslationFollowUp>()
        .AddSingleton<IJobKind, TranslationJob>();

    private static void AddCompatible(IServiceCollection services) => services
        .AddSingleton<ForeignDoor>()
        .AddSingleton<LiveListen>()
        .AddSingleton<ForeignFiles>()
        .AddSingleton<FileListen>()
        .AddSingleton<Transcriptions>()
        .AddSingleton<RealtimeListen>();

    private static LinkFetcher Links(IServiceProvider provider)
    {
        var import = provider.GetRequiredService<IOptions<ImportOptions>>().Value;
        var reach = import.AllowPrivateAddresses ? AddressReach.Everywhere : AddressReach.Internet;
        var fetch = new FetchOptions
        {
            Policy = new AddressPolicy(
                reach, provider.GetRequiredService<IOptions<OutgoingOptions>>().Value, provider.GetRequiredService<OwnAddresses>()),
            MaxBytes = import.MaxBytes,
            MaxTime = TimeSpan.FromMinutes(import.MaxFetchMinutes),
            MinFreeBytes = provider.GetRequiredService<IOptions<StorageOptions>>().Value.MinFreeBytes,
            YtDlp = import.YtDlp,
        };
        return new LinkFetcher(fetch, provider.GetRequiredService<TimeProvider>());
    }

    private static void AddRetention(IServiceCollection services) => services
        .AddSingleton<DatabaseUpkeep>()
        .AddSingleton<RetentionSweep>()
        .AddHostedService<Housekeeping>();

    private static void AddLive(IServiceCollection services)
    {
        services.AddSingleton<StallGuard>().AddSingleton<HubFailures>().AddSingleton<EventStream>()
            .AddSingleton<CueBroadcaster>().AddSingleton<CaptionConnections>().AddSingleton<HlsProgress>()
            .AddSingleton<HlsLength>().AddSingleton<HlsCues>();
        services.AddSingleton<HubLifetimeManager<CaptionHub>>(provider => provider.GetRequiredService<CaptionConnections>());
        services.AddSignalR(hub => hub.AddFilter<HubFailures>())
            .AddJsonProtocol(json => CaptionJson.Configure(json.PayloadSerializerOptions))
            .AddMessagePackProtocol(pack => pack.SerializerOptions = MessagePackSerializerOptions.Standard
                .WithResolver(CompositeResolver.Create(JsonBridgeResolver.Instance, ContractlessStandardResolver.Instance))
                .WithSecurity(MessagePackSecurity.UntrustedData));

        // Of two protocols with one name SignalR takes the later.
        services.AddSingleton(new HubMethods(typeof(CaptionHub)));
        services.AddSingleton<IHubProtocol>(provider =>
            ActivatorUtilities.CreateInstance<LenientHubProtocol>(provider, ActivatorUtilities.CreateInstance<JsonHubProtocol>(provider)));
        services.AddSingleton<IHubProtocol>(provider => ActivatorUtilities.CreateInstance<LenientHubProtocol>(
            provider, ActivatorUtilities.CreateInstance<MessagePackHubProtocol>(provider)));
        services.AddExportedMetrics();
        foreach (var format in CueFormats.All)
        {
            services.AddSingleton(format);
        }

        services.AddSingleton<CaptionDocuments>().AddSingleton<CaptionDownload>();
        services.AddSingleton<SinkContext>().AddSingleton<LiveSinks>()
            .AddHostedService(provider => provider.GetRequiredService<LiveSinks>());
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

    private static void Map(WebApplication app)
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

        app.Map("/ws/ingest/{id}", (HttpContext context, string id, WebSocketEndpoint ingest) => ingest.HandleAsync(context, id))
            .OpenTo("The session's stream key, which no browser sends by itself").ExcludeFromDescription();
        WhipRoutes.Map(app);
        ListenEndpoints.Map(app);
        OpenAiEndpoints.Map(app);
        app.MapHub<CaptionHub>("/hubs/captions").OpenTo("Every call to watch is decided by itself, as some sessions are public");
        var api = app.MapGroup("/api");
        SessionEndpoints.Map(api);
        EngineEndpoints.Map(api);
        SearchEndpoints.Map(api);
        SoundEndpoints.Map(api);
        TokenEndpoints.Map(api);
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
        MetadataEndpoints.Map(api);
        ReportEndpoints.Map(api);
        UploadEndpoints.Map(api);
        YouTubeEndpoints.Map(api);
        HlsEndpoints.Map(api);
        app.MapOpenApi("/openapi/v1.json").ForMonitoring();
        HealthEndpoints.Map(app);
        app.MapPrometheusScrapingEndpoint("/metrics").ForMonitoring();
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
