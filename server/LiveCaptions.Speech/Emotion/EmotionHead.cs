using System.Text.Json;
using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Emotion;

/// <summary>
/// Matrices from an encoder's pooled layers to how something is said, trained by <c>models/training</c>. A stretch of speech gives
/// x = [mean of layer 1, mean of layer 2, …].
/// </summary>
/// <param name="Engine">Engine whose encoder it was trained on.</param>
/// <param name="Taps">Names of the encoder's values, in order.</param>
/// <param name="Classes">What the classes are; a name that is no <see cref="EmotionLabel"/> is something that
/// captions have no label for.</param>
/// <param name="Class">To each class's logit.</param>
/// <param name="Temperature">The logits are divided by it, so that probabilities are as often right as they say.</param>
/// <param name="Arousal">To one value; its hyperbolic tangent is the arousal.</param>
/// <param name="Valence">The same for the valence.</param>
/// <param name="SureFrom">See <see cref="IEmotionClassifier.SureFrom"/>.</param>
public sealed record EmotionHead(
    string Engine, IReadOnlyList<string> Taps, IReadOnlyList<string> Classes,
    LinearMap Class, float Temperature, LinearMap Arousal, LinearMap Valence, float SureFrom)
{
    /// <summary>The head that comes with this program; null when there is none for the engine.</summary>
    public static EmotionHead? For(string engine)
    {
        using var file = typeof(EmotionHead).Assembly.GetManifestResourceStream($"emotion-{engine}.json");
        return file is null ? null : JsonSerializer.Deserialize<EmotionHead>(file, JsonSerializerOptions.Web);
    }
}
