using LiveCaptions.Media;
using LiveCaptions.Server.Captions;
using LiveCaptions.Speech.Emotion;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>What was heard on one track of a file.</summary>
/// <param name="Duration">In seconds.</param>
/// <param name="Notices">What became of the sound.</param>
internal sealed record HeardTrack(List<Cue> Finals, List<EmotionTurn> Turns, double Duration, IReadOnlyList<AudioNotice> Notices);
