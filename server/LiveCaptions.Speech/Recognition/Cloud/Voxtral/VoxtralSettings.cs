namespace LiveCaptions.Speech.Recognition.Cloud.Voxtral;

/// <summary>How Mistral is asked.</summary>
public sealed record VoxtralSettings : CloudSettings
{
    /// <summary>How far the model waits behind the sound, 80 ms to 2.4 s: less costs accuracy.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(480);
}
