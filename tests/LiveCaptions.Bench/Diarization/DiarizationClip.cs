using LiveCaptions.Captions.Speakers;

namespace LiveCaptions.Bench.Diarization;

/// <summary>A recording and who speaks when in it.</summary>
/// <param name="Group">Recordings of a group are reported together.</param>
/// <param name="Words">What is said, in order; null where that is not known.</param>
public sealed record DiarizationClip(BenchClip Audio, string Group, IReadOnlyList<SpeakerTurn> Turns, IReadOnlyList<SpeakerWord>? Words);
