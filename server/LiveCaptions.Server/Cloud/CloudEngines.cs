using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Cloud.Deepgram;
using LiveCaptions.Speech.Recognition.Cloud.OpenAi;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Cloud;

/// <summary>Engines at providers: an <see cref="IEngineFactory"/> each, from settings and the way out.</summary>
public static class CloudEngines
{
    public static IServiceCollection AddCloudEngines(this IServiceCollection services)
    {
        services.AddSingleton<CloudConnections>();
        services.AddOptions<DeepgramOptions>().BindConfiguration("Engines:Deepgram").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<OpenAiOptions>().BindConfiguration("Engines:OpenAi").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<IEngineFactory>(Deepgram).AddSingleton<IEngineFactory>(OpenAi);
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
