using System.Numerics.Tensors;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Diarization;

/// <summary>
/// What somebody's voice is like over many pieces: a vector of length 1 that can be kept, and compared with others of its space.
/// </summary>
/// <param name="Space">The <see cref="VoiceModel.Name"/> of the pieces.</param>
public sealed record MeanVoice(string Space, float[] Vector)
{
    /// <param name="pieces">At least one, all of one speaker.</param>
    public static MeanVoice Of(VoiceModel model, IEnumerable<VoicePiece> pieces) =>
        new(model.Name, new SpeakerClustering(model).MeanVoice(pieces));

    /// <summary>How much two voices are alike: a cosine, −1 to 1.</summary>
    /// <exception cref="ArgumentException">They are of different spaces.</exception>
    public float Alike(MeanVoice other) => other.Space == Space && other.Vector.Length == Vector.Length
        ? TensorPrimitives.Dot<float>(Vector, other.Vector)
        : throw new ArgumentException($"A voice of '{other.Space}' cannot be compared with one of '{Space}'.", nameof(other));
}
