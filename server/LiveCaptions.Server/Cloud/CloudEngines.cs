using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Cloud;
using LiveCaptions.Speech.Recognition.Cloud.AssemblyAi;
using LiveCaptions.Speech.Recognition.Cloud.Deepgram;
using LiveCaptions.Speech.Recognition.Cloud.DeepgramFlux;
using LiveCaptions.Speech.Recognition.Cloud.Gemini;
using LiveCaptions.Speech.Recognition.Cloud.GoogleSpeech;
using LiveCaptions.Speech.Recognition.Cloud.OpenAi;
using LiveCaptions.Speech.Recognition.Cloud.OpenAiRealtime;
using LiveCaptions.Speech.Recognition.Cloud.Speechmatics;
using LiveCaptions.Speech.Recognition.Cloud.Voxtral;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Cloud;

/// <summary>Engines at providers: an <see cref="IEngineFactory"/> each, from settings and the way out.</summary>
public static class CloudEngines
{
    public static IServiceCollection AddCloudEngines(this IServiceCollection services)
    {
        services.AddSingleton<CloudConnections>();
        Bind<DeepgramOptions>("Deepgram");
        Bind<AssemblyAiOptions>("AssemblyAi");
        Bind<SpeechmaticsOptions>("Speechmatics");
        Bind<OpenAiOptions>("OpenAi");
        Bind<OpenAiRealtimeOptions>("OpenAiRealtime");
        Bind<MistralOptions>("Mistral");
        Bind<GeminiOptions>("Gemini");
        Bind<GoogleOptions>("Google");
        return services
            .AddSingleton<IEngineFactory>(Deepgram)
            .AddSingleton<IEngineFactory>(AssemblyAi)
            .AddSingleton<IEngineFactory>(Speechmatics)
            .AddSingleton<IEngineFactory>(OpenAi)
            .AddSingleton<IEngineFactory>(Flux)
            .AddSingleton<IEngineFactory>(provider => Streaming<OpenAiRealtimeOptions>(
                provider, (access, options) => new OpenAiRealtimeEngineFactory(access, options.Settings)))
            .AddSingleton<IEngineFactory>(provider => Streaming<MistralOptions>(
                provider, (access, options) => new VoxtralEngineFactory(access, options.Voxtral)))
            .AddSingleton<IEngineFactory>(provider => Streaming<GeminiOptions>(
                provider, (access, options) => new GeminiEngineFactory(access, options.Settings)))
            .AddSingleton<IEngineFactory>(provider => Streaming<GoogleOptions>(
                provider, (access, options) => new GoogleSpeechEngineFactory(access, options.Google(GoogleAccount.Of(options)))));

        void Bind<T>(string provider)
            where T : CloudOptions =>
            services.AddOptions<T>().BindConfiguration($"Engines:{provider}").ValidateDataAnnotations().ValidateOnStart();
    }

    private static IEngineFactory Streaming<T>(IServiceProvider provider, Func<CloudAccess, T, IEngineFactory> make)
        where T : CloudOptions
    {
        var options = provider.GetRequiredService<IOptions<T>>().Value;
        return make(provider.GetRequiredService<CloudConnections>().Streaming(options), options);
    }

    private static IEngineFactory Deepgram(IServiceProvider provider) => Streaming<DeepgramOptions>(
        provider, (access, options) => new DeepgramEngineFactory(access, Settings(options)));

    /// <summary>The same account, and the same settings.</summary>
    private static IEngineFactory Flux(IServiceProvider provider) => Streaming<DeepgramOptions>(
        provider, (access, options) => new FluxEngineFactory(access, Settings(options)));

    private static DeepgramSettings Settings(DeepgramOptions options) => new()
    {
        Diarize = options.Diarize,
        OptOutOfTraining = options.OptOutOfTraining,
        Pace = options.Pace,
        Session = TimeSpan.FromMinutes(options.SessionMinutes),
        MaxStreams = options.MaxStreams,
        PricePerHour = options.PricePerHour,
    };

    private static AssemblyAiEngineFactory AssemblyAi(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<AssemblyAiOptions>>().Value;
        return new AssemblyAiEngineFactory(provider.GetRequiredService<CloudConnections>().Streaming(options), new AssemblyAiSettings
        {
            Diarize = options.Diarize,
            Pace = options.Pace,
            Session = TimeSpan.FromMinutes(options.SessionMinutes),
            MaxStreams = options.MaxStreams,
            PricePerHour = options.PricePerHour,
        });
    }

    private static SpeechmaticsEngineFactory Speechmatics(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<SpeechmaticsOptions>>().Value;
        return new SpeechmaticsEngineFactory(provider.GetRequiredService<CloudConnections>().Streaming(options), new SpeechmaticsSettings
        {
            Diarize = options.Diarize,
            MaxDelay = TimeSpan.FromSeconds(options.MaxDelaySeconds),
            Pace = options.Pace,
            Session = TimeSpan.FromMinutes(options.SessionMinutes),
            MaxStreams = options.MaxStreams,
            PricePerHour = options.PricePerHour,
        });
    }

    private static OpenAiEngineFactory OpenAi(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<OpenAiOptions>>().Value;
        return new OpenAiEngineFactory(provider.GetRequiredService<CloudConnections>().Requests(options), new OpenAiSettings
        {
            Model = options.Model,
            MaxRequests = options.MaxRequests,
            Patience = TimeSpan.FromSeconds(options.PatienceSeconds),
            MaxStreams = options.MaxStreams,
            PricePerHour = options.PricePerHour,
        });
    }
}
