using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Diarization;

/// <summary>Finds voices in the first layers of the recogniser's encoder, and in the sound's cepstrum.</summary>
/// <param name="encode">Audio (16 kHz) to the head's taps, positions counting from the first sample.</param>
internal sealed class HeadVoiceFinder(SpeakerHead head, Func<ReadOnlyMemory<float>, EncoderFeatures> encode) : IVoiceFinder
{
    private readonly LinearMap _voice = new(head.Weights, head.Offset);

    public VoiceModel Model => head.Model;

    /// <summary>In segments that are encoded by themselves, as those were that the head is trained on.</summary>
    public IReadOnlyList<VoicePiece> Find(HeardUtterance utterance) =>
        [.. VoiceSegments.Of(utterance).Select(Encode).SelectMany(segment => Pieces(segment, utterance.KeepFrom, utterance.KeepTo))];

    /// <summary>In what recognition has encoded anyway.</summary>
    public IReadOnlyList<VoicePiece> Glance(HeardUtterance utterance) => [.. Pieces(utterance, utterance.KeepFrom, utterance.KeepTo)];

    private HeardUtterance Encode(HeardUtterance segment) =>
        segment with { Features = encode(segment.Audio) with { Start = segment.Start } };

    /// <summary>What lies between two positions; a piece that reaches beyond counts by the share that it has there.</summary>
    private IEnumerable<VoicePiece> Pieces(HeardUtterance heard, long from, long to)
    {
        foreach (var window in UtteranceWindow.Over(heard, head.Taps))
        {
            var (start, end) = (Math.Max(from, window.DecidesFrom), Math.Min(to, window.DecidesTo));
            if (end > start)
            {
                var share = window.Share * (end - start) / (window.DecidesTo - window.DecidesFrom);
                yield return new VoicePiece(start, end, share, _voice.Apply(window.Features));
            }
        }
    }
}
