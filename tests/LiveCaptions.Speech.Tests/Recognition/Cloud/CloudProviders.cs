using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Cloud;
using LiveCaptions.Speech.Recognition.Cloud.Deepgram;
using LiveCaptions.Speech.Recognition.Cloud.DeepgramFlux;
using LiveCaptions.Speech.Recognition.Cloud.Gemini;
using LiveCaptions.Speech.Recognition.Cloud.GoogleSpeech;
using LiveCaptions.Speech.Recognition.Cloud.OpenAiRealtime;
using LiveCaptions.Speech.Recognition.Cloud.Voxtral;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>Providers that are streamed to, by the names of their engines.</summary>
internal static class CloudProviders
{
    public static FakeCloud Fake(string engine, TimeProvider? time = null) => engine.Split(':')[0] switch
    {
        "deepgram-flux" => new FakeFlux(time),
        "openai-realtime" => new FakeOpenAiRealtime(time),
        "voxtral" => new FakeVoxtral(time),
        "google" => new FakeGoogleSpeech(time),
        _ => new FakeGemini(time),
    };

    public static IRecognizer Engine(this FakeCloud cloud, string engine, TimeSpan? session = null, string key = FakeCloud.Key)
    {
        var (access, life) = (cloud.Access(key), session ?? TimeSpan.FromMinutes(30));
        IEngineFactory factory = cloud switch
        {
            FakeFlux => new FluxEngineFactory(access, new DeepgramSettings { Pace = 0, Session = life }),
            FakeOpenAiRealtime => new OpenAiRealtimeEngineFactory(access, new CloudSettings { Pace = 0, Session = life }),
            FakeGoogleSpeech => new GoogleSpeechEngineFactory(
                access, new GoogleSpeechSettings { Pace = 0, Session = life, Project = FakeGoogleSpeech.Project }),
            FakeVoxtral => new VoxtralEngineFactory(access, new VoxtralSettings { Pace = 0, Session = life }),
            _ => new GeminiEngineFactory(access, new CloudSettings { Pace = 0, Session = life }),
        };
        return factory.Load(new EngineOrder(engine, "", cloud.Time)).Recognizer;
    }
}
