namespace LiveCaptions.Speech.Recognition;

/// <summary>What is heard beside speech.</summary>
public enum SoundKind
{
    Music,
}
