using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Emotion;

/// <summary>Hears how something is said. Shared by all tracks; thread-safe.</summary>
public interface IEmotionClassifier
{
    /// <summary>The score from which on a label can be trusted, chosen on speakers that the classifier was not trained on.</summary>
    float SureFrom { get; }

    /// <summary>
    /// How the speech in [<paramref name="from"/>, <paramref name="to"/>) sounds; null where there is too little of it to tell.
    /// </summary>
    /// <param name="from">Position of a sample in the track.</param>
    EmotionReading? Read(HeardUtterance utterance, long from, long to);
}
