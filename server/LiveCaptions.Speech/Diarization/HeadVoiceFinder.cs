using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Diarization;

/// <summary>Finds voices in what the recogniser's encoder has computed anyway, and in the sound's cepstrum.</summary>
internal sealed class HeadVoiceFinder(SpeakerHead head) : IVoiceFinder
{
    private readonly LinearMap _voice = new(head.Weights, head.Offset);

    public VoiceModel Model => head.Model;

    public IReadOnlyList<VoicePiece> Find(HeardUtterance utterance) =>
        [.. UtteranceWindow.Over(utterance, head.Taps).Select(window => new VoicePiece(window.DecidesFrom, window.DecidesTo, window.Share, _voice.Apply(window.Features)))];
}
