using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>
/// The encoder as far as its taps, for who hears other stretches than recognition does: two layers of eight are a quarter of the work.
/// Thread-safe.
/// </summary>
internal sealed class TapEncoder
{
    private readonly MoonshineModel _model;
    private readonly MoonshineSize _size;
    private readonly OnnxModel _layers;

    private TapEncoder(MoonshineModel model, MoonshineSize size, OnnxModel layers) => (_model, _size, _layers) = (model, size, layers);

    /// <param name="model">Its stem is used, too.</param>
    /// <param name="taps">Names of the encoder's values that are given out.</param>
    /// <param name="encoderPath">encoder_model.onnx as published, 8-bit.</param>
    /// <exception cref="InvalidDataException">The file is no ONNX model.</exception>
    public static TapEncoder Load(MoonshineModel model, IReadOnlyList<string> taps, string encoderPath, ExecutionProvider provider)
    {
        var size = model.Size with { Taps = taps };
        return new TapEncoder(model, size, MoonshineModel.Load(File.ReadAllBytes(encoderPath), MoonshineGraphs.TapsOnly, size, provider));
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

        var window = new StemFeatures(_model).Prepare(audio.Span, 0, frames);
        using var layers = window.Run(_layers, _size.StemWidth);
        return TapPooling.Pool(layers, window.EncoderFrames, _size);
    }
}
