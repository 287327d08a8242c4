using LiveCaptions.Speech.Inference;
using Microsoft.ML.OnnxRuntime;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>Runs of the decoder over tokens: several of one text (a draft), or one of each of several texts. Stateless: thread-safe.</summary>
internal sealed class StepPass
{
    private readonly MoonshineModel _model;
    private readonly string[] _inputNames;
    private readonly int[] _attentionOutputs;

    public StepPass(MoonshineModel model)
    {
        _model = model;
        var layers = Enumerable.Range(0, model.Size.Layers).ToArray();
        _inputNames =
        [
            "input_ids",
            .. layers.SelectMany(i => new[] { $"cross.{i}.key", $"cross.{i}.value" }),
            .. layers.SelectMany(i => new[] { $"past_key_values.{i}.decoder.key", $"past_key_values.{i}.decoder.value" }),
        ];
        var names = model.Step.OutputNames.ToList();
        _attentionOutputs = [.. model.Size.AlignmentHeads.Select(h => names.IndexOf($"attention.{h.Layer}"))];
    }

    /// <param name="state">Of as many texts; stays the caller's.</param>
    /// <param name="tokens">[texts, tokens of each].</param>
    public StepResult Run(DecoderState state, CrossAttention cross, long[] tokens, int texts)
    {
        using var ids = OrtValue.CreateTensorValueFromMemory(tokens, [texts, tokens.Length / texts]);
        var outputs = _model.Step.Run(_inputNames, [ids, .. cross.Values, .. state.Values]);
        return new StepResult(outputs, _model.Size, _attentionOutputs, cross.Frames, texts, tokens.Length / texts, state.Length);
    }
}
