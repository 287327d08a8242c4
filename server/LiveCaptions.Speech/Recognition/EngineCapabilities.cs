namespace LiveCaptions.Speech.Recognition;

/// <summary>What some engines can do and others cannot.</summary>
public sealed record EngineCapabilities
{
    /// <summary>
    /// Whether its encoder gives its inner layers out (<see cref="EncoderFeatures"/>), by which voices and emotions are told for nothing.
    /// Without, another encoder hears the audio for them once more.
    /// </summary>
    public bool HasTaps { get; init; }

    /// <summary>Whether decodes are so cheap that open speech is looked at between those which make words final.</summary>
    public bool HasCheapInterims { get; init; }

    /// <summary>Whether it takes <see cref="RecognizerStreamOptions.Keyterms"/> into account.</summary>
    public bool TakesKeyterms { get; init; }

    /// <summary>Whether another machine recognises, so that a stream of it takes next to nothing of this one's.</summary>
    public bool IsRemote { get; init; }

    /// <summary>Whether times of words are approximations, spread over the speech that the words were said in.</summary>
    public bool GuessesWordTimes { get; init; }

    /// <summary>
    /// Whether it takes any of its languages where none is asked for, and finds out which, or leaves that to the words that it writes.
    /// </summary>
    public bool DetectsLanguage { get; init; }
}
