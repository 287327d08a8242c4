using LiveCaptions.Speech.Inference;
using Microsoft.ML.OnnxRuntime;

namespace LiveCaptions.Speech.Vad;

/// <summary>Silero VAD v6 on one track (https://github.com/snakers4/silero-vad, MIT).</summary>
internal sealed class SileroVad : IVoiceActivityDetector
{
    private const int Context = 64;
    private const int StateSize = 2 * 1 * 128;

    private static readonly string[] InputNames = ["input", "state", "sr"];
    private static readonly long[] SampleRate = [AudioFormat.SampleRate];

    private readonly OnnxModel _model;

    /// <summary>[1, 576]: the last samples of the frame before, then the frame.</summary>
    private readonly float[] _input = new float[Context + IVoiceActivityDetector.FrameLength];
    private readonly float[] _state = new float[StateSize];

    public SileroVad(OnnxModel model) => _model = model;

    public float Next(ReadOnlySpan<float> frame)
    {
        _input.AsSpan(^Context..).CopyTo(_input);
        frame.CopyTo(_input.AsSpan(Context));
        using var input = OnnxModel.Tensor(_input, 1, _input.Length);
        using var state = OnnxModel.Tensor(_state, 2, 1, 128);
        using var rate = OrtValue.CreateTensorValueFromMemory(SampleRate, []);
        using var outputs = _model.Run(InputNames, [input, state, rate]);
        outputs[1].GetTensorDataAsSpan<float>().CopyTo(_state);
        return outputs[0].GetTensorDataAsSpan<float>()[0];
    }
}
