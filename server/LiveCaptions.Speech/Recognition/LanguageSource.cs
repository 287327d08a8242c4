namespace LiveCaptions.Speech.Recognition;

/// <summary>Who says what language a transcript is in.</summary>
public enum LanguageSource
{
    /// <summary>It was asked for, or there is no other.</summary>
    Given,

    /// <summary>The engine found it out.</summary>
    Engine,

    /// <summary>Nobody: it is the one that the engine's words are mostly in.</summary>
    Nobody,

    /// <summary>An earlier run settled it.</summary>
    Settled,
}
