using LiveCaptions.Speech.Inference;
using Microsoft.ML.OnnxRuntime;

namespace LiveCaptions.Speech.Emotion;

/// <summary>
/// A classifier of waveforms, as wav2vec 2.0 and emotion2vec are exported: samples [1, T] in, a logit per class [1, L] out,
/// whatever these are called. Thread-safe.
/// </summary>
internal sealed class EmotionNetwork
{
    /// <summary>Samples of the trial run: 1 s.</summary>
    private const int Trial = AudioFormat.SampleRate;

    private readonly OnnxModel _model;
    private readonly string[] _input;
    private readonly int _output;

    private EmotionNetwork(OnnxModel model, string input, int output) => (_model, _input, _output) = (model, [input], output);

    /// <param name="classes">Number L of classes that it has to have.</param>
    /// <exception cref="InvalidDataException">The file is no such model; the message is one line that says
    /// what is wrong with it.</exception>
    public static EmotionNetwork Load(string path, int classes, ExecutionProvider provider)
    {
        try
        {
            var model = new OnnxModel(File.ReadAllBytes(path), provider);
            var network = new EmotionNetwork(model, Input(model, path, classes), Output(model, path, classes));
            return network.Classify(new float[Trial]).Length is var given && given == classes
                ? network
                : throw Wrong(path, classes, $"it gives {given} classes");
        }
        catch (OnnxRuntimeException e)
        {
            throw Wrong(path, classes, $"ONNX Runtime cannot run it ({e.Message.ReplaceLineEndings(" ")})", e);
        }
    }

    /// <param name="samples">16 kHz.</param>
    /// <returns>Logits, [L].</returns>
    public float[] Classify(float[] samples)
    {
        using var input = OnnxModel.Tensor(samples, 1, samples.Length);
        using var outputs = _model.Run(_input, [input]);
        return outputs[_output].GetTensorDataAsSpan<float>().ToArray();
    }

    private static string Input(OnnxModel model, string path, int classes) =>
        model.Inputs.Count == 1 && model.Inputs.Single() is var (name, only) && Fits(only, -1) && only.Dimensions[1] < 0
            ? name
            : throw Wrong(
                path, classes, $"its input is {string.Join(", ", model.Inputs.Select(input => $"{input.Key} {Shape(input.Value)}"))}");

    /// <summary>The first that may be logits. Exports for training have others beside it.</summary>
    private static int Output(OnnxModel model, string path, int classes)
    {
        var index = model.OutputNames.ToList().FindIndex(name => Fits(model.Outputs[name], classes));
        return index >= 0
            ? index
            : throw Wrong(
                path, classes, $"its output is {string.Join(", ", model.Outputs.Select(output => $"{output.Key} {Shape(output.Value)}"))}");
    }

    private static bool Fits(NodeMetadata value, int width) =>
        value.IsTensor && value.ElementType == typeof(float) && value.Dimensions is [var batch, var length]
        && batch is 1 or < 0 && (width < 0 || length < 0 || length == width);

    private static string Shape(NodeMetadata value) =>
        value.IsTensor
            ? $"{value.ElementType.Name}[{string.Join(", ", value.Dimensions.Select(d => d < 0 ? "?" : d.ToString()))}]"
            : "no tensor";

    private static InvalidDataException Wrong(string path, int classes, string reason, Exception? inner = null) => new(
        $"Emotion model {path}: {reason}. It has to take Single[1, ?] (samples) and give Single[1, "
        + $"{classes}] (a logit per label of its catalog entry); name another emotion model, or none.", inner);
}
