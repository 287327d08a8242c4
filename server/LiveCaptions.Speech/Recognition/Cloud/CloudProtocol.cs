namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>A provider that has nothing of its own but what is said.</summary>
internal sealed class CloudProtocol(string provider, string setting, CloudLimits limits, Func<CloudRequest, ICloudDialogue> begin)
    : ICloudProtocol
{
    public string Provider => provider;

    public string Setting => setting;

    public CloudLimits Limits => limits;

    public ICloudDialogue Begin(CloudRequest request) => begin(request);
}
