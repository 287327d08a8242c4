using System.Text.Json.Serialization;

namespace LiveCaptions.Speech.Inference.Catalog;

/// <summary>What a frame is multiplied with before its spectrum is taken; a model wants the one it was trained with.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FbankWindow>))]
public enum FbankWindow
{
    /// <summary>WeSpeaker's.</summary>
    Hamming,

    /// <summary>Kaldi's own default, and so 3D-Speaker's: a Hann window to the power of 0.85.</summary>
    Povey,

    /// <summary>NeMo's, and torch's: a Hann window that begins anew behind its last sample.</summary>
    Hann,
}
