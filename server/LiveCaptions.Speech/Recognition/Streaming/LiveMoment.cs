namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>What a frame means for the speech that is being heard.</summary>
internal enum LiveMoment
{
    /// <summary>Nobody speaks.</summary>
    Idle,

    /// <summary>Somebody speaks.</summary>
    Open,

    /// <summary>A step is full: words that lie behind become final.</summary>
    Stepped,

    /// <summary>There is a pause behind new speech: its words become final.</summary>
    Paused,

    /// <summary>The pause goes on: what was said is a whole.</summary>
    Rested,

    /// <summary>It is over.</summary>
    Ended,
}
