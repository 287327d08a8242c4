using System.Globalization;
using LiveCaptions.Speech.Inference;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>
/// A graph of somebody else's export, with what stands in its metadata. Whatever is not as it should be becomes an
/// <see cref="InvalidDataException"/> of one line that names the file. Thread-safe.
/// </summary>
internal sealed class ExportedGraph : IDisposable
{
    /// <summary>Values of the largest tensor that is made for a graph: 256 MB.</summary>
    private const long MostValues = 1 << 26;

    private readonly OnnxModel _model;
    private readonly string _path;

    private ExportedGraph(OnnxModel model, string path) => (_model, _path) = (model, path);

    public IReadOnlyList<string> Inputs => _model.InputNames;

    public IReadOnlyList<string> Outputs => _model.OutputNames;

    /// <exception cref="InvalidDataException">ONNX Runtime does not take it.</exception>
    public static ExportedGraph Load(string path, ExecutionProvider provider)
    {
        try
        {
            return new ExportedGraph(new OnnxModel(path, provider), path);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidDataException($"{path} is no model that ONNX Runtime takes: {FirstLine(e)}", e);
        }
    }

    public InvalidDataException Fault(string what, Exception? inner = null) => new($"{_path}: {what}", inner);

    /// <summary>A text of the metadata; null where there is none.</summary>
    public string? Text(string key) => _model.Metadata.GetValueOrDefault(key);

    /// <summary>A number of the metadata.</summary>
    public int Number(string key, int least, int most)
    {
        var text = Text(key) ?? throw Fault($"its metadata has no '{key}'. Export it with sherpa-onnx's scripts, which write it.");
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
            ? number
            : throw Fault($"'{key}' of its metadata is not a number from {least} to {most}.");
    }

    /// <summary>Type and shape of an input; −1 is a dimension that varies.</summary>
    public NodeMetadata Input(int number) => number < Inputs.Count && _model.Inputs[Inputs[number]] is { IsTensor: true } input
        ? input
        : throw Fault($"it has to have an input {number + 1} that is a tensor; it has {Inputs.Count} inputs.");

    /// <summary>Of the first output; 0 or less where the graph does not tell.</summary>
    public int LastDimension => _model.Outputs[Outputs[0]] is { IsTensor: true } output ? output.Dimensions.LastOrDefault() : 0;

    /// <summary>Runs it. The caller disposes of what comes out.</summary>
    /// <param name="inputs">In the order of <see cref="Inputs"/>.</param>
    public IDisposableReadOnlyCollection<OrtValue> Run(IReadOnlyCollection<OrtValue> inputs)
    {
        try
        {
            return _model.Run(Inputs, inputs);
        }
        catch (OnnxRuntimeException e)
        {
            throw Fault($"ONNX Runtime does not run it: {FirstLine(e)}", e);
        }
    }

    /// <summary>Numbers for an input, as wide as it takes them.</summary>
    public OrtValue Integers(int input, long[] values, params long[] shape) => Input(input).ElementDataType switch
    {
        TensorElementType.Int64 => OrtValue.CreateTensorValueFromMemory(values, shape),
        TensorElementType.Int32 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (int)value), shape),
        var other => throw Fault($"its input '{Inputs[input]}' has to be of integers, and is {other}."),
    };

    /// <summary>Zeros for an input.</summary>
    /// <param name="shape">Null for the one that the graph tells; a dimension that varies is 1 then.</param>
    public OrtValue Zeros(int input, long[]? shape = null)
    {
        var metadata = Input(input);
        shape ??= [.. metadata.Dimensions.Select(dimension => dimension < 0 ? 1L : dimension)];
        var count = 1L;
        foreach (var dimension in shape)
        {
            count = dimension is < 0 or > MostValues ? long.MaxValue : count * dimension;
            if (count > MostValues)
            {
                throw Fault($"its input '{Inputs[input]}' of {string.Join(" x ", shape)} values makes no sense.");
            }
        }

        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, metadata.ElementDataType, shape);
        value.GetTensorMutableRawData().Clear();
        return value;
    }

    /// <summary>The values of a float tensor that came out.</summary>
    public float[] Floats(OrtValue value) => value.IsTensor && value.GetTensorTypeAndShape().ElementDataType == TensorElementType.Float
        ? value.GetTensorDataAsSpan<float>().ToArray()
        : throw Fault("what it gives are no float tensors.");

    public void Dispose() => _model.Dispose();

    private static string FirstLine(Exception e) => e.Message.Split('\n', 2)[0].Trim();
}
