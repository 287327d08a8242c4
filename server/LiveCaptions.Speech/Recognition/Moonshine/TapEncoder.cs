using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>
/// The encoder as far as its taps, for who hears other stretches than recognition does: two layers of eight are a quarter of the work.
/// Thread-safe.
/// </summary>
internal sealed class TapEncoder
{
    private readonly OnnxModel _stem;
    private readonly MoonshineSize _size;
    private readonly OnnxModel _layers;

    private TapEncoder(OnnxModel stem, MoonshineSize size, OnnxModel layers) => (_stem, _size, _layers) = (stem, size, layers);

    /// <param name="stem">The graph of <see cref="MoonshineGraphs.Stem"/>; stays the caller's.</param>
    /// <param name="taps">Names of the encoder's values that are given out.</param>
    /// <param name="encoderPath">encoder_model.onnx as published, 8-bit.</param>
    /// <exception cref="InvalidDataException">The file is no ONNX model.</exception>
    public static TapEncoder Load(
        OnnxModel stem, MoonshineSize size, IReadOnlyList<string> taps, string encoderPath, ExecutionProvider provider)
    {
        size = size with { Taps = taps };
        return new TapEncoder(stem, size, MoonshineModel.Load(File.ReadAllBytes(encoderPath), MoonshineGraphs.TapsOnly, size, provider));
    }

    /// <param name="audio">16 kHz, −1 to 1.</param>
    /// <returns>Positions count from the first sample; none where there is too little audio for a frame.</returns>
    public EncoderFeatures Encode(ReadOnlyMemory<float> audio)
    {
        var frames = StemFeatures.Frames(audio.Length);
        if (frames < 2)
        {
            return EncoderFeatures.None;
        }

        var window = new StemFeatures(_stem, _size).Prepare(audio.Span, 0, frames);
        using var layers = window.Run(_layers, _size.StemWidth);
        return TapPooling.Pool(layers, window.EncoderFrames, _size);
    }
}
