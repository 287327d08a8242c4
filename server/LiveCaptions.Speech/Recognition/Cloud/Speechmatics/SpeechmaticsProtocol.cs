namespace LiveCaptions.Speech.Recognition.Cloud.Speechmatics;

/// <summary>Speechmatics' real-time API, https://docs.speechmatics.com/api-ref/realtime-transcription-websocket.</summary>
internal sealed class SpeechmaticsProtocol(string model, CloudAccess access, SpeechmaticsSettings settings) : ICloudProtocol
{
    public const string SettingPrefix = "LIVECAPTIONS_Engines__Speechmatics__";

    public string Provider => "Speechmatics";

    public string Setting => SettingPrefix;

    /// <summary>A list of key terms delays the greeting by up to 15 s.</summary>
    public CloudLimits Limits { get; } = new()
    {
        Pace = settings.Pace,
        Session = settings.Session,
        Answer = TimeSpan.FromSeconds(20),
    };

    public ICloudDialogue Begin(CloudRequest request) => new SpeechmaticsDialogue(model, access, settings, request);
}
