namespace LiveCaptions.Speech.Pipeline;

/// <summary>A stage that adds labels to transcripts. Where it fails, transcripts go on without them.</summary>
public enum LabelStage
{
    /// <summary>Who speaks.</summary>
    Speakers,

    /// <summary>How it is said.</summary>
    Emotion,

    /// <summary>What is heard beside speech.</summary>
    Sounds,

    /// <summary>In which language.</summary>
    Languages,

    /// <summary>When words were said.</summary>
    Times,

    /// <summary>How it is written.</summary>
    Formatting,
}
