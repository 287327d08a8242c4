using LiveCaptions.Speech.Features;
using LiveCaptions.Speech.Inference;
using Microsoft.ML.OnnxRuntime;

namespace LiveCaptions.Speech.Diarization;

/// <summary>A speaker model: log mel energies [1, T, 80] in, a voice [1, D] out, whatever these are called. Thread-safe.</summary>
internal sealed class SpeakerNetwork
{
    /// <summary>Frames of the trial run: 1 s.</summary>
    private const int TrialFrames = 98;

    private readonly OnnxModel _model;
    private readonly string[] _input;
    private readonly int _output;

    private SpeakerNetwork(OnnxModel model, string input, int output)
    {
        _model = model;
        _input = [input];
        _output = output;
        Dimensions = Embed(new float[TrialFrames * Fbank.Bins]).Length;
    }

    /// <summary>Length D of a voice.</summary>
    public int Dimensions { get; }

    /// <exception cref="InvalidDataException">The file is no such model; the message is one line that says
    /// what is wrong with it.</exception>
    public static SpeakerNetwork Load(string path, ExecutionProvider provider)
    {
        try
        {
            var model = new OnnxModel(File.ReadAllBytes(path), provider);
            return new SpeakerNetwork(model, Input(model, path), Output(model, path));
        }
        catch (OnnxRuntimeException e)
        {
            throw Wrong(path, $"ONNX Runtime cannot run it ({e.Message.ReplaceLineEndings(" ")})", e);
        }
    }

    /// <param name="features">[T, 80]</param>
    public float[] Embed(float[] features)
    {
        using var input = OnnxModel.Tensor(features, 1, features.Length / Fbank.Bins, Fbank.Bins);
        using var outputs = _model.Run(_input, [input]);
        return outputs[_output].GetTensorDataAsSpan<float>().ToArray();
    }

    private static string Input(OnnxModel model, string path)
    {
        var inputs = model.Inputs.Select(input => $"{input.Key} {Shape(input.Value)}");
        return model.Inputs.Count == 1 && model.Inputs.Single() is var (name, only) && Fits(only, 1, -1, Fbank.Bins) && !Fixed(only, 1)
            ? name
            : throw Wrong(path, $"its input is {string.Join(", ", inputs)}");
    }

    /// <summary>The first that may be a voice. Exports for training have others beside it.</summary>
    private static int Output(OnnxModel model, string path)
    {
        var index = model.OutputNames.ToList().FindIndex(name => Fits(model.Outputs[name], 1, -1));
        return index >= 0
            ? index
            : throw Wrong(
                path, $"its output is {string.Join(", ", model.Outputs.Select(output => $"{output.Key} {Shape(output.Value)}"))}");
    }

    private static bool Fits(NodeMetadata value, params int[] shape) =>
        value.IsTensor && value.ElementType == typeof(float) && value.Dimensions.Length == shape.Length
        && value.Dimensions.Zip(shape).All(d => d.First == d.Second || d.First < 0 || d.Second < 0);

    private static bool Fixed(NodeMetadata value, int dimension) => value.Dimensions[dimension] > 0;

    private static string Shape(NodeMetadata value) =>
        value.IsTensor
            ? $"{value.ElementType.Name}[{string.Join(", ", value.Dimensions.Select(d => d < 0 ? "?" : d.ToString()))}]"
            : "no tensor";

    private static InvalidDataException Wrong(string path, string reason, Exception? inner = null) => new(
        $"Speaker model {path}: {reason}. It has to take Single[1, ?, {Fbank.Bins}] (log mel energies by frames) and give Single[1, D]; "
        + "name another speaker model, or none.", inner);
}
