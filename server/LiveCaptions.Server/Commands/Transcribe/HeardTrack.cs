using LiveCaptions.Server.Captions;
using LiveCaptions.Speech.Emotion;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>What was heard on one track of a file.</summary>
/// <param name="Duration">In seconds.</param>
internal sealed record HeardTrack(List<Cue> Finals, List<EmotionTurn> Turns, double Duration);
