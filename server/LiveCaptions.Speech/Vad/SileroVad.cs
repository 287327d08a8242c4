using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Vad;

/// <summary>Silero VAD v6 on one track (https://github.com/snakers4/silero-vad, MIT).</summary>
internal sealed class SileroVad : IVoiceActivityDetector
{
    private const int FrameLength = IVoiceActivityDetector.FrameLength;
    private const int StateSize = 128;

    /// <summary>Samples of the frame before that a frame is heard with.</summary>
    private const int Context = 64;

    /// <summary>Samples behind the frame's end, its last ones mirrored at it.</summary>
    private const int Mirrored = 64;
    private const int WindowLength = 256;
    private const int WindowShift = 128;
    private const int Windows = (Context + FrameLength + Mirrored - WindowLength + WindowShift) / WindowShift;
    private const int WindowsLength = Windows * WindowLength;

    private static readonly string[] InputNames = ["windows", "hidden", "cell"];

    private readonly OnnxModel _model;
    private readonly float[] _samples = new float[Context + FrameLength + Mirrored];
    private readonly float[] _hidden = new float[StateSize];
    private readonly float[] _cell = new float[StateSize];

    /// <summary>[4n, 256]: of each frame its windows, as <see cref="SileroGraph"/> takes them.</summary>
    private float[] _windows = new float[WindowsLength];

    /// <param name="model">From <see cref="Load"/>.</param>
    public SileroVad(OnnxModel model) => _model = model;

    /// <param name="published">The model as it is published.</param>
    public static OnnxModel Load(byte[] published) =>
        new(SileroGraph.Rewrite(OnnxGraph.Parse(published)).ToBytes(), ExecutionProvider.Choose("cpu"));

    public float Next(ReadOnlySpan<float> frame)
    {
        Span<float> probability = stackalloc float[1];
        Next(frame, probability);
        return probability[0];
    }

    public void Next(ReadOnlySpan<float> frames, Span<float> probabilities)
    {
        var length = probabilities.Length * WindowsLength;
        if (_windows.Length < length)
        {
            _windows = new float[length];
        }

        for (var i = 0; i < probabilities.Length; i++)
        {
            Cut(frames.Slice(i * FrameLength, FrameLength), _windows.AsSpan(i * WindowsLength, WindowsLength));
        }

        using var windows = OnnxModel.Tensor(_windows.AsMemory(0, length), length / WindowLength, WindowLength);
        using var hidden = OnnxModel.Tensor(_hidden, 1, 1, StateSize);
        using var cell = OnnxModel.Tensor(_cell, 1, 1, StateSize);
        using var outputs = _model.Run(InputNames, [windows, hidden, cell]);
        outputs[0].GetTensorDataAsSpan<float>().CopyTo(probabilities);
        outputs[1].GetTensorDataAsSpan<float>().CopyTo(_hidden);
        outputs[2].GetTensorDataAsSpan<float>().CopyTo(_cell);
    }

    private void Cut(ReadOnlySpan<float> frame, Span<float> windows)
    {
        const int End = Context + FrameLength;
        var samples = _samples.AsSpan();
        samples[(End - Context)..End].CopyTo(samples);
        frame.CopyTo(samples[Context..]);
        for (var i = 0; i < Mirrored; i++)
        {
            samples[End + i] = samples[End - 2 - i];
        }

        for (var window = 0; window < Windows; window++)
        {
            samples.Slice(window * WindowShift, WindowLength).CopyTo(windows[(window * WindowLength)..]);
        }
    }
}
