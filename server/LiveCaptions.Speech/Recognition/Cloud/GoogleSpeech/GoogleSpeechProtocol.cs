using Grpc.Core;
using Grpc.Net.Client;

namespace LiveCaptions.Speech.Recognition.Cloud.GoogleSpeech;

/// <summary>
/// Google's <c>StreamingRecognize</c>, https://cloud.google.com/speech-to-text/v2/docs/reference/rpc/google.cloud.speech.v2. A stream is
/// open for five minutes at the most, sound has to come about as fast as it is said, and there is no sign of life but sound.
/// </summary>
internal sealed class GoogleSpeechProtocol(string model, CloudAccess access, GoogleSpeechSettings settings) : ICloudProtocol
{
    public const string SettingPrefix = "LIVECAPTIONS_Engines__Google__";

    /// <summary>Bytes of the longest message: a minute of words has a hundredth of it.</summary>
    private const int LongestMessage = 1024 * 1024;

    /// <summary>Made when it is needed first: who does not use the engine loads nothing of it.</summary>
    private readonly Lazy<CallInvoker> _calls = new(() => Calls(access));

    public string Provider => "Google";

    public string Setting => SettingPrefix;

    public string KeySetting => "ApiKey (or …CredentialsFile, …Project)";

    public CloudLimits Limits { get; } = new()
    {
        Pace = settings.Pace,
        Burst = TimeSpan.FromSeconds(5),
        Session = settings.Session,
        KeepAlive = TimeSpan.FromSeconds(2),
        Idle = TimeSpan.FromSeconds(4),
        Overlap = GoogleSpeechDialogue.TellsTimes(model) ? TimeSpan.FromSeconds(3) : TimeSpan.Zero,
        Answer = TimeSpan.FromSeconds(20),
    };

    public ICloudDialogue Begin(CloudRequest request) => new GoogleSpeechDialogue(model, settings, request, opening =>
        new GoogleSpeechCall(_calls.Value, token => HeadersAsync(token), opening));

    /// <summary>Where the sound is recognised, as the provider calls it: nothing but what is asked for with it is stored there.</summary>
    public static string Recognizer(GoogleSpeechSettings settings) =>
        $"projects/{settings.Project ?? settings.Account?.Project}/locations/{settings.Location}/recognizers/_";

    private async Task<Metadata> HeadersAsync(CancellationToken cancellationToken)
    {
        var headers = new Metadata { { "x-goog-request-params", "recognizer=" + Uri.EscapeDataString(Recognizer(settings)) } };
        if (settings.Account is { } account)
        {
            headers.Add("authorization", "Bearer " + await account.TokenAsync(cancellationToken));
        }
        else if (access.Key is { } key)
        {
            headers.Add("x-goog-api-key", key);
        }

        return headers;
    }

    /// <summary>By the way out that everything takes.</summary>
    private static CallInvoker Calls(CloudAccess access) => GrpcChannel.ForAddress(access.Address, new GrpcChannelOptions
    {
        HttpHandler = new Way(access.Http),
        MaxReceiveMessageSize = LongestMessage,
    }).CreateCallInvoker();

    /// <summary>Lets a client that wants a handler use what others use, too; it stays theirs.</summary>
    private sealed class Way(HttpMessageInvoker http) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            http.SendAsync(request, cancellationToken);
    }
}
