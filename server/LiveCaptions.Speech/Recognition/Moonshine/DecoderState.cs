using LiveCaptions.Speech.Inference;
using Microsoft.ML.OnnxRuntime;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>The decoder's self-attention keys and values of the tokens so far: per layer key and value [1,H,p,Dh].</summary>
internal sealed class DecoderState : IDisposable
{
    private readonly IReadOnlyList<OrtValue> _values;

    private DecoderState(IReadOnlyList<OrtValue> values, int length)
    {
        _values = values;
        Length = length;
    }

    /// <summary>Tokens p.</summary>
    public int Length { get; }

    public IReadOnlyList<OrtValue> Values => _values;

    public static DecoderState Empty(MoonshineSize size) => new(
        [.. Enumerable.Range(0, 2 * size.Layers).Select(_ => OnnxModel.Tensor(Array.Empty<float>(), 1, MoonshineSize.Heads, 0, size.HeadSize))], 0);

    /// <summary>Takes over the present keys and values of a pass.</summary>
    public static DecoderState From(IReadOnlyList<OrtValue> present, int length) => new(present, length);

    /// <summary>The state after the first <paramref name="length"/> tokens only.</summary>
    public DecoderState Truncate(MoonshineSize size, int length) =>
        new([.. _values.Select(v => Truncate(v.GetTensorDataAsSpan<float>(), size.HeadSize, length))], length);

    public void Dispose()
    {
        foreach (var value in _values)
        {
            value.Dispose();
        }
    }

    private OrtValue Truncate(ReadOnlySpan<float> values, int headSize, int length)
    {
        var kept = new float[MoonshineSize.Heads * length * headSize];
        for (var head = 0; head < MoonshineSize.Heads; head++)
        {
            values.Slice(head * Length * headSize, length * headSize).CopyTo(kept.AsSpan(head * length * headSize));
        }

        return OnnxModel.Tensor(kept, 1, MoonshineSize.Heads, length, headSize);
    }
}
