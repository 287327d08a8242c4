using Microsoft.ML.OnnxRuntime;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>An encoded window: the keys and values that every decoder pass attends to.</summary>
internal sealed class CrossAttention : IDisposable
{
    private readonly IDisposableReadOnlyCollection<OrtValue> _values;

    private CrossAttention(IDisposableReadOnlyCollection<OrtValue> values, int frames, EncoderFeatures features)
    {
        _values = values;
        Frames = frames;
        Features = features;
    }

    /// <summary>Encoder frames T, of 384 samples.</summary>
    public int Frames { get; }

    /// <summary>What the encoder's inner layers say about the voice; positions count from the window's first sample.</summary>
    public EncoderFeatures Features { get; }

    /// <summary>Per layer: key [1,H,Dh,T], value [1,H,T,Dh].</summary>
    public IReadOnlyList<OrtValue> Values => _values;

    public static CrossAttention Encode(MoonshineModel model, StemFeatures.Window window)
    {
        using var encoded = window.Run(model.Body, model.Size.StemWidth);
        return new CrossAttention(
            model.Cross.Run(["encoder_hidden_states"], [encoded[0]]),
            window.EncoderFrames,
            TapPooling.Pool(encoded.Skip(1), window.EncoderFrames, model.Size));
    }

    public void Dispose() => _values.Dispose();
}
