namespace LiveCaptions.Speech.Recognition.Cloud.AssemblyAi;

/// <summary>AssemblyAI's streaming, https://www.assemblyai.com/docs/api-reference/streaming-api.</summary>
internal sealed class AssemblyAiProtocol(string model, CloudAccess access, AssemblyAiSettings settings) : ICloudProtocol
{
    public const string SettingPrefix = "LIVECAPTIONS_Engines__AssemblyAi__";

    public string Provider => "AssemblyAI";

    public string Setting => SettingPrefix;

    /// <summary>Messages of 50 ms to 1 s.</summary>
    public CloudLimits Limits { get; } = new()
    {
        LeastChunk = AudioFormat.SampleRate / 20,
        Pace = settings.Pace,
        Burst = TimeSpan.FromSeconds(5),
        Session = settings.Session,
    };

    public ICloudDialogue Begin(CloudRequest request) => new AssemblyAiDialogue(model, access, settings, request);
}
