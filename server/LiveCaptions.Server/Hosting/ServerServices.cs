using LiveCaptions.Captions;
using LiveCaptions.Captions.Formats;
using LiveCaptions.Captions.Layout;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Api;
using LiveCaptions.Server.Asking;
using LiveCaptions.Server.Chat;
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
using LiveCaptions.Server.Metrics;
using LiveCaptions.Server.Models;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Server.Profiles;
using LiveCaptions.Server.Publishing;
using LiveCaptions.Server.Publishing.Metadata;
using LiveCaptions.Server.Publishing.Metadata.Writer;
using LiveCaptions.Server.Publishing.Quality;
using LiveCaptions.Server.Publishing.Quota;
using LiveCaptions.Server.Publishing.Reports;
using LiveCaptions.Server.Publishing.Review;
using LiveCaptions.Server.Publishing.SecondPass;
using LiveCaptions.Server.Publishing.Subtitles;
using LiveCaptions.Server.Publishing.Uploads;
using LiveCaptions.Server.Publishing.YouTube;
using LiveCaptions.Server.Retention;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Sessions.Requests;
using LiveCaptions.Server.Sessions.Sound;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Storage.Recordings;
using LiveCaptions.Server.Storage.Searching;
using LiveCaptions.Server.Translation;
using LiveCaptions.Server.Translation.Apertium;
using LiveCaptions.Server.Translation.Chat;
using LiveCaptions.Server.Translation.LibreTranslate;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;
using MessagePack;
using MessagePack.Resolvers;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Hosting;

/// <summary>What the server is made of: one Add… per stage, in the order the data goes.</summary>
internal static class ServerServices
{
    public static void AddStages(this IServiceCollection services)
    {
        AddStorage(services);
        services.AddAccess();
        AddSessions(services);
        AddIngest(services);
        AddOutgoing(services);
        services.AddCloudEngines();
        AddJobs(services);
        AddPublishing(services);
        AddTranslation(services);
        AddImport(services);
        AddCompatible(services);
        AddRetention(services);
        AddLive(services);
    }

    private static void AddStorage(IServiceCollection services) => services
        .AddSingleton<IDisk, Disk>()
        .AddSingleton<IRecordingStore, LocalRecordings>()
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
        .AddSingleton<SentTrackStore>().AddSingleton<SubtitleViewStore>().AddSingleton<TranscriptMarks>()
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
        .AddSingleton<SessionChanges>()
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
        .AddSingleton<ImportAddresses>()
        .AddSingleton<ImportIntake>()
        .AddSingleton<ImportDoor>()
        .AddSingleton<LivePullContext>()
        .AddSingleton<LivePulls>()
        .AddHostedService(provider => provider.GetRequiredService<LivePulls>());

    private static void AddJobs(IServiceCollection services) => services.AddSingleton<JobQueue>().AddHostedService<JobRunner>();

    private static void AddPublishing(IServiceCollection services) => services
        .AddSingleton(provider => new PublishingProfiles(provider.GetRequiredService<IOptions<PublishingSettings>>().Value.Profiles))
        .AddSingleton<AnalysisTurn>()
        .AddSingleton(typeof(AnalysisCache<>))
        .AddSingleton<QualityReader>()
        .AddSingleton<MetadataReader>()
        .AddSingleton<MetadataWriter>()
        .AddSingleton<VideoMetadata>()
        .AddSingleton<CaptionReports>()
        .AddSingleton<SubtitleReportReader>()
        .AddSingleton<IJobKind, SubtitleReportJob>()
        .AddSingleton<SecondPassRun>()
        .AddSingleton<SecondPassEngines>()
        .AddSingleton<IValidateOptions<SecondPassOptions>, SecondPassOptionsCheck>()
        .AddSingleton<ReviewReader>()
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
        .AddSingleton<ChatEndpoint>()
        .AddSingleton<TranscriptAnswers>()
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

        services.AddSingleton<TranslatedCueIds>().AddSingleton<CaptionDocuments>().AddSingleton<CaptionDownload>();
        services.AddSingleton<SinkContext>().AddSingleton<LiveSinks>()
            .AddHostedService(provider => provider.GetRequiredService<LiveSinks>());
    }
}
