namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>What a frame did to the open utterance.</summary>
internal enum Segmentation
{
    /// <summary>No utterance is open.</summary>
    Idle,

    /// <summary>The open utterance grew.</summary>
    Open,

    /// <summary>An utterance is over; after a cut another one is open already.</summary>
    Ended,
}
