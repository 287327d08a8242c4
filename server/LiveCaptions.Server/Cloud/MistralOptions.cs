using System.ComponentModel.DataAnnotations;
using LiveCaptions.Speech.Recognition.Cloud.Voxtral;

namespace LiveCaptions.Server.Cloud;

/// <summary>The account at Mistral.</summary>
public sealed class MistralOptions : StreamingOptions
{
    public override string Address { get; set; } = "https://api.mistral.ai";

    public override decimal PricePerHour { get; set; } = 0.36m;

    /// <summary>The provider tells no limit.</summary>
    [Range(1, 1_440)]
    public override double SessionMinutes { get; set; } = 30;

    /// <summary>How far the model waits behind the sound: less costs accuracy.</summary>
    [Range(80, 2_400)]
    public int DelayMilliseconds { get; set; } = 480;

    internal VoxtralSettings Voxtral => new()
    {
        Pace = Pace,
        Session = TimeSpan.FromMinutes(SessionMinutes),
        MaxStreams = MaxStreams,
        PricePerHour = PricePerHour,
        Delay = TimeSpan.FromMilliseconds(DelayMilliseconds),
    };
}
