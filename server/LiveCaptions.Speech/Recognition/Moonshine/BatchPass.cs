using LiveCaptions.Speech.Inference;
using Microsoft.ML.OnnxRuntime;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>
/// Runs of the decoder over one token of each of several utterances: the weights are read once for all. Each gets, bit for bit, what
/// <see cref="StepPass"/> gives it. Stateless: thread-safe.
/// </summary>
internal sealed class BatchPass
{
    /// <summary>Utterances in a pass. From here on what each adds, its own attention, is nearly all that it costs.</summary>
    public const int Slots = 8;

    private readonly MoonshineModel _model;
    private readonly string[] _inputNames;
    private readonly Lazy<int[][]> _attentionOutputs;

    public BatchPass(MoonshineModel model)
    {
        _model = model;
        _inputNames =
        [
            "input_ids",
            "texts",
            .. Enumerable.Range(0, Slots).SelectMany(slot => StepPass.CrossNames(model.Size, $".{slot}")),
            .. StepPass.PastNames(model.Size),
        ];
        _attentionOutputs = new Lazy<int[][]>(
            () => [.. Enumerable.Range(0, Slots).Select(slot => StepPass.AttentionOutputs(model.Batch, model.Size, $".{slot}"))]);
    }

    /// <param name="state">Of one text of each utterance; stays the caller's.</param>
    /// <param name="crosses">Of the utterances, at most <see cref="Slots"/>.</param>
    /// <param name="tokens">One of each.</param>
    public StepResult Run(DecoderState state, IReadOnlyList<CrossAttention> crosses, long[] tokens)
    {
        using var ids = OrtValue.CreateTensorValueFromMemory(tokens, [tokens.Length, 1]);
        using var texts = OrtValue.CreateTensorValueFromMemory(
            Enumerable.Range(0, Slots).Select(slot => slot < tokens.Length ? 1L : 0L).ToArray(), [Slots]);
        using var noKey = OnnxModel.Tensor(Array.Empty<float>(), 0, MoonshineSize.Heads, _model.Size.HeadSize, 1);
        using var noValue = OnnxModel.Tensor(Array.Empty<float>(), 0, MoonshineSize.Heads, 1, _model.Size.HeadSize);
        OrtValue[] nothing = [.. Enumerable.Range(0, _model.Size.Layers).SelectMany(_ => new[] { noKey, noValue })];
        var cross = Enumerable.Range(0, Slots).SelectMany(slot => slot < crosses.Count ? crosses[slot].Values : nothing);
        var outputs = _model.Batch.Run(_inputNames, [ids, texts, .. cross, .. state.Values]);
        StepResult.Place[] attentions = [.. crosses.Select((c, slot) => new StepResult.Place(_attentionOutputs.Value[slot], 0, c.Frames))];
        return new StepResult(outputs, _model.Size, attentions, 1, state.Length);
    }
}
