namespace LiveCaptions.Speech;

/// <summary>How something is said: the labels that captions carry.</summary>
public enum EmotionLabel
{
    Neutral,
    Happy,
    Sad,
    Angry,
    Fearful,
    Disgusted,
    Surprised,
}
