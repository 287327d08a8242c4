using System.ComponentModel.DataAnnotations;
using LiveCaptions.Speech.Recognition.Cloud.OpenAi;

namespace LiveCaptions.Server.Cloud;

/// <summary>A server that speaks OpenAI's API, and the account there.</summary>
public sealed class OpenAiOptions : CloudOptions
{
    public override string Address { get; set; } = "https://api.openai.com/v1";

    public override int MaxStreams { get; set; } = 20;

    public override decimal PricePerHour { get; set; } = 0.36m;

    /// <summary>Of <c>openai</c> without a model.</summary>
    [Required]
    public string Model { get; set; } = OpenAiSettings.DefaultModel;

    /// <summary>Requests at once.</summary>
    [Range(1, 1_000)]
    public int MaxRequests { get; set; } = 4;

    /// <summary>How long a request may take.</summary>
    [Range(1, 3_600)]
    public double PatienceSeconds { get; set; } = 60;
}
