using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Cloud.AssemblyAi;
using LiveCaptions.Speech.Recognition.Cloud.Deepgram;
using LiveCaptions.Speech.Recognition.Cloud.OpenAi;
using LiveCaptions.Speech.Recognition.Cloud.Speechmatics;
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
        return services
            .AddSingleton<IEngineFactory>(Deepgram)
            .AddSingleton<IEngineFactory>(AssemblyAi)
            .AddSingleton<IEngineFactory>(Speechmatics)
            .AddSingleton<IEngineFactory>(OpenAi);

        void Bind<T>(string provider)
            where T : CloudOptions =>
            services.AddOptions<T>().BindConfiguration($"Engines:{provider}").ValidateDataAnnotations().ValidateOnStart();
    }

    private static DeepgramEngineFactory Deepgram(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<DeepgramOptions>>().Value;
        return new DeepgramEngineFactory(provider.GetRequiredService<CloudConnections>().Streaming(options), new DeepgramSettings
        {
            Diarize = options.Diarize,
            OptOutOfTraining = options.OptOutOfTraining,
            Pace = options.Pace,
            Session = TimeSpan.FromMinutes(options.SessionMinutes),
            MaxStreams = options.MaxStreams,
            PricePerHour = options.PricePerHour,
        });
    }

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
