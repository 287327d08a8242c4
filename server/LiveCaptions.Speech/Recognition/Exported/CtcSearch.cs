using System.Numerics.Tensors;

namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>
/// The likeliest token of each frame of a CTC model: one that is said in several frames in a row is said once, and the blank separates.
/// </summary>
internal sealed class CtcSearch(int blank) : ITokenSearch
{
    private int _frame;
    private int _before = -1;

    public TokenNode? Last { get; private set; }

    public int Stable => Last?.Count ?? 0;

    public void Accept(EncoderFrames frames)
    {
        for (var i = 0; i < frames.Count; i++, _frame++)
        {
            var scores = frames.At(i).Span;
            var token = TensorPrimitives.IndexOfMax(scores);
            if (token != blank && token != _before)
            {
                Last = new TokenNode(Last, token, _frame, LogSoftmax.Of(scores, token));
            }

            _before = token;
        }
    }
}
