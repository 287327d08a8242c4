using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Cloud;

/// <summary>The account for OpenAI's realtime transcription, or a server that speaks it.</summary>
public sealed class OpenAiRealtimeOptions : StreamingOptions
{
    public override string Address { get; set; } = "https://api.openai.com/v1";

    public override decimal PricePerHour { get; set; } = 0.36m;

    /// <summary>The provider ends a connection after 60.</summary>
    [Range(1, 58)]
    public override double SessionMinutes { get; set; } = 50;
}
