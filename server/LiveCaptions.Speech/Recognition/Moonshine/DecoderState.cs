using LiveCaptions.Speech.Inference;
using Microsoft.ML.OnnxRuntime;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>The decoder's self-attention keys and values of the tokens so far: per layer key and value [B,H,p,Dh].</summary>
internal sealed class DecoderState : IDisposable
{
    private readonly IReadOnlyList<OrtValue> _values;

    private DecoderState(IReadOnlyList<OrtValue> values, int length, int texts)
    {
        _values = values;
        Length = length;
        Texts = texts;
    }

    /// <summary>Tokens p.</summary>
    public int Length { get; }

    /// <summary>Texts B.</summary>
    public int Texts { get; }

    public IReadOnlyList<OrtValue> Values => _values;

    public static DecoderState Empty(MoonshineSize size, int texts = 1) => new(
        [.. Enumerable.Range(0, 2 * size.Layers)
            .Select(_ => OnnxModel.Tensor(Array.Empty<float>(), texts, MoonshineSize.Heads, 0, size.HeadSize))], 0, texts);

    /// <summary>Takes over the present keys and values of a pass.</summary>
    public static DecoderState From(IReadOnlyList<OrtValue> present, int length, int texts) => new(present, length, texts);

    /// <summary>The state after the first <paramref name="length"/> tokens only.</summary>
    public DecoderState Truncate(MoonshineSize size, int length) =>
        new([.. _values.Select(v => Truncate(v.GetTensorDataAsSpan<float>(), size.HeadSize, length))], length, Texts);

    /// <summary>The states of these texts, in this order; one may be there more than once.</summary>
    public DecoderState Select(MoonshineSize size, IReadOnlyList<int> texts) =>
        new([.. _values.Select(v => Select(v.GetTensorDataAsSpan<float>(), size.HeadSize, texts))], Length, texts.Count);

    public void Dispose()
    {
        foreach (var value in _values)
        {
            value.Dispose();
        }
    }

    private OrtValue Truncate(ReadOnlySpan<float> values, int headSize, int length)
    {
        var heads = Texts * MoonshineSize.Heads;
        var kept = new float[heads * length * headSize];
        for (var head = 0; head < heads; head++)
        {
            values.Slice(head * Length * headSize, length * headSize).CopyTo(kept.AsSpan(head * length * headSize));
        }

        return OnnxModel.Tensor(kept, Texts, MoonshineSize.Heads, length, headSize);
    }

    private OrtValue Select(ReadOnlySpan<float> values, int headSize, IReadOnlyList<int> texts)
    {
        var size = MoonshineSize.Heads * Length * headSize;
        var selected = new float[texts.Count * size];
        for (var i = 0; i < texts.Count; i++)
        {
            values.Slice(texts[i] * size, size).CopyTo(selected.AsSpan(i * size));
        }

        return OnnxModel.Tensor(selected, texts.Count, MoonshineSize.Heads, Length, headSize);
    }
}
