namespace LiveCaptions.Speech.Recognition;

/// <summary>What one track asks of an engine.</summary>
public sealed record RecognizerStreamOptions
{
    /// <summary>BCP 47; null lets the engine choose.</summary>
    public string? Language { get; init; }

    /// <summary>False where nobody looks at interims (files): the engine then decodes each utterance once.</summary>
    public bool Interims { get; init; } = true;

    /// <summary>Position of the first sample that the stream will see.</summary>
    public long StartPosition { get; init; }
}
