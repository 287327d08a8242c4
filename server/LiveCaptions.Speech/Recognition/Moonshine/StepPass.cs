using LiveCaptions.Speech.Inference;
using Microsoft.ML.OnnxRuntime;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>
/// Runs of the decoder over tokens: several of one text (a draft), or one of each of several texts, of one utterance or of several.
/// Stateless: thread-safe.
/// </summary>
internal sealed class StepPass
{
    private readonly MoonshineModel _model;
    private readonly string[] _inputNames;
    private readonly int[] _attentionOutputs;

    public StepPass(MoonshineModel model)
    {
        _model = model;
        _inputNames = ["input_ids", .. CrossNames(model.Size, ""), .. PastNames(model.Size)];
        _attentionOutputs = AttentionOutputs(model.Step, model.Size, "");
    }

    /// <param name="state">Of as many texts; stays the caller's.</param>
    /// <param name="tokens">[texts, tokens of each].</param>
    public StepResult Run(DecoderState state, CrossAttention cross, long[] tokens, int texts)
    {
        using var ids = OrtValue.CreateTensorValueFromMemory(tokens, [texts, tokens.Length / texts]);
        var outputs = _model.Step.Run(_inputNames, [ids, .. cross.Values, .. state.Values]);
        StepResult.Place[] attentions = [.. Enumerable.Range(0, texts)
            .Select(text => new StepResult.Place(_attentionOutputs, text, cross.Frames))];
        return new StepResult(outputs, _model.Size, attentions, tokens.Length / texts, state.Length);
    }

    public static IEnumerable<string> PastNames(MoonshineSize size) =>
        Enumerable.Range(0, size.Layers)
            .SelectMany(i => new[] { $"past_key_values.{i}.decoder.key", $"past_key_values.{i}.decoder.value" });

    /// <param name="suffix">Of the slot, where there are several.</param>
    public static IEnumerable<string> CrossNames(MoonshineSize size, string suffix) =>
        Enumerable.Range(0, size.Layers).SelectMany(i => new[] { $"cross.{i}.key{suffix}", $"cross.{i}.value{suffix}" });

    /// <inheritdoc cref="CrossNames"/>
    public static int[] AttentionOutputs(OnnxModel step, MoonshineSize size, string suffix)
    {
        var names = step.OutputNames.ToList();
        return [.. size.AlignmentHeads.Select(h => names.IndexOf($"attention.{h.Layer}{suffix}"))];
    }
}
