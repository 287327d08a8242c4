namespace LiveCaptions.Speech.Recognition.Cloud.Deepgram;

/// <summary>Deepgram's live listening, https://developers.deepgram.com/reference/speech-to-text/listen-streaming.</summary>
internal sealed class DeepgramProtocol(string model, CloudAccess access, DeepgramSettings settings) : ICloudProtocol
{
    public string Provider => "Deepgram";

    public string Setting => "LIVECAPTIONS_Engines__Deepgram__";

    public CloudLimits Limits { get; } = new() { Pace = settings.Pace, Session = settings.Session };

    public ICloudDialogue Begin(CloudRequest request) => new DeepgramDialogue(model, access, settings, request);
}
