namespace LiveCaptions.Speech.Recognition;

/// <summary>How much work finals are worth.</summary>
public enum RecognitionQuality
{
    /// <summary>Each token is the likeliest one.</summary>
    Fast,

    /// <summary>
    /// Several texts are followed side by side, and the likeliest whole one is taken: a few words in a thousand
    /// better, for a quarter more work.
    /// </summary>
    Best,
}
