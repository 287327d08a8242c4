namespace LiveCaptions.Speech.Recognition;

/// <summary>Something that is heard and is no speech.</summary>
/// <param name="Start">In samples from the track's start.</param>
public sealed record SoundEvent(SoundKind Kind, long Start, long End);
