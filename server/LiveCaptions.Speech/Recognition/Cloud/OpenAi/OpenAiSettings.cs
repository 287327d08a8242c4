namespace LiveCaptions.Speech.Recognition.Cloud.OpenAi;

/// <summary>How a server that speaks OpenAI's API is asked.</summary>
public sealed record OpenAiSettings
{
    public const string DefaultModel = "whisper-1";

    /// <summary>Of <c>openai</c> without a model.</summary>
    public string Model { get; init; } = DefaultModel;

    /// <summary>Requests at once, over all streams.</summary>
    public int MaxRequests { get; init; } = 4;

    /// <summary>How long a request may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Streams at once.</summary>
    public int MaxStreams { get; init; } = 20;

    /// <summary>US dollars for an hour of sound.</summary>
    public decimal PricePerHour { get; init; }
}
