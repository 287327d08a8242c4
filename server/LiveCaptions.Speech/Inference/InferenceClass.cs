namespace LiveCaptions.Speech.Inference;

/// <summary>Whose work it is: classes other than the first leave a worker to it while it has streams.</summary>
public enum InferenceClass
{
    /// <summary>Recognition that somebody waits for.</summary>
    Live,

    /// <summary>Recognition that nobody waits for.</summary>
    Background,

    /// <summary>How things are said, by a model of its own.</summary>
    Emotion,
}
