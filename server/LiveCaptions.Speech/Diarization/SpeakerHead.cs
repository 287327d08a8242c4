using System.Text.Json;

namespace LiveCaptions.Speech.Diarization;

/// <summary>
/// A matrix from an encoder's pooled layers to voices, trained by <c>models/training</c>. An utterance's stretch gives
/// x = [mean of layer 1, deviation of layer 1, mean of layer 2, …] and the voice Weights · x + Offset.
/// </summary>
/// <param name="Engine">Engine whose encoder it was trained on.</param>
/// <param name="Taps">Names of the encoder's values, in order.</param>
/// <param name="Weights">[Dimensions, 2 · taps · D], row after row.</param>
/// <param name="Offset">[Dimensions]</param>
public sealed record SpeakerHead(string Engine, IReadOnlyList<string> Taps, float[] Weights, float[] Offset, VoiceModel Model)
{
    /// <summary>The head that comes with this program; null when there is none for the engine.</summary>
    public static SpeakerHead? For(string engine)
    {
        using var file = typeof(SpeakerHead).Assembly.GetManifestResourceStream($"speaker-{engine}.json");
        return file is null ? null : JsonSerializer.Deserialize<SpeakerHead>(file, JsonSerializerOptions.Web);
    }
}
