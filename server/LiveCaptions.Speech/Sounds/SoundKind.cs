namespace LiveCaptions.Speech.Sounds;

/// <summary>What is heard beside speech.</summary>
public enum SoundKind
{
    Music,
}
