using LiveCaptions.Media.Audio;
using LiveCaptions.Speech.Ensemble;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Transcribing;

/// <summary>What was heard on one track of a file.</summary>
/// <param name="Finals">Without what they were made of.</param>
/// <param name="Voices">Who speaks when, as judged in the end, without the vectors that tell voices apart; null where
/// voices are not told apart.</param>
/// <param name="Duration">In seconds.</param>
/// <param name="Notices">What became of the sound.</param>
internal sealed record HeardTrack(
    IReadOnlyList<Transcript> Finals, IReadOnlyList<LabelledPiece>? Voices, double Duration, IReadOnlyList<AudioNotice> Notices)
{
    /// <summary>What a person should look at; null where one engine alone heard it.</summary>
    public IReadOnlyList<DoubtfulSpan>? Doubts { get; init; }
}
