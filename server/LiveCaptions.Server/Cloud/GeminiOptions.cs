using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Cloud;

/// <summary>The account for Gemini's API.</summary>
public sealed class GeminiOptions : StreamingOptions
{
    public override string Address { get; set; } = "https://generativelanguage.googleapis.com";

    public override decimal PricePerHour { get; set; } = 0.30m;

    /// <summary>The provider ends a connection after about 10.</summary>
    [Range(1, 9.5)]
    public override double SessionMinutes { get; set; } = 9;
}
