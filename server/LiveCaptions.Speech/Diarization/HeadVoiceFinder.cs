using System.Numerics.Tensors;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Diarization;

/// <summary>Finds voices in what the recogniser's encoder has computed anyway, and in the sound's cepstrum.</summary>
internal sealed class HeadVoiceFinder(SpeakerHead head) : IVoiceFinder
{
    public VoiceModel Model => head.Model;

    public IReadOnlyList<VoicePiece> Find(HeardUtterance utterance) =>
        [.. UtteranceWindow.Over(utterance, head.Taps).Select(window => new VoicePiece(window.DecidesFrom, window.DecidesTo, window.Share, Vector(window.Features)))];

    private float[] Vector(float[] features)
    {
        var vector = new float[head.Offset.Length];
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = TensorPrimitives.Dot(head.Weights.AsSpan(i * features.Length, features.Length), features) + head.Offset[i];
        }

        return vector;
    }
}
