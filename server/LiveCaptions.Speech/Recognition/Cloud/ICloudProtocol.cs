namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>How one provider is streamed to. Thread-safe.</summary>
internal interface ICloudProtocol
{
    /// <summary>The provider's name.</summary>
    string Provider { get; }

    /// <summary>What its settings in the environment begin with.</summary>
    string Setting { get; }

    /// <summary>Which of its settings is the key.</summary>
    string KeySetting => "ApiKey";

    CloudLimits Limits { get; }

    /// <summary>For one connection.</summary>
    ICloudDialogue Begin(CloudRequest request);
}
