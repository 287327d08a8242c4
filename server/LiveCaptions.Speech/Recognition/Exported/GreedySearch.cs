using System.Numerics.Tensors;

namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>
/// The likeliest token each time. What is said once stays. Where the joiner gives more scores than there are tokens, they are for how many
/// frames to go on (TDT).
/// </summary>
internal sealed class GreedySearch(TransducerNetwork network) : ITokenSearch
{
    /// <summary>Tokens in a frame, where durations are given.</summary>
    private const int MostWithDurations = 5;

    private Prediction _prediction = network.Predictor.Begin();
    private int _frame;
    private int _skip;
    private int _said;

    public TokenNode? Last { get; private set; }

    public int Stable => Last?.Count ?? 0;

    public void Accept(EncoderFrames frames)
    {
        var at = _skip;
        while (at < frames.Count)
        {
            var scores = network.Joiner.Run(frames.At(at), _prediction.Output);
            var tokens = scores.AsSpan(0, network.Tokens);
            var token = TensorPrimitives.IndexOfMax(tokens);
            if (token != network.Blank)
            {
                Last = new TokenNode(Last, token, _frame + at, LogSoftmax.Of(tokens, token));
                _prediction = network.Predictor.Next(_prediction, token);
                _said++;
            }

            var step = Step(scores, token);
            _said = step > 0 ? 0 : _said;
            at += step;
        }

        (_skip, _frame) = (at - frames.Count, _frame + frames.Count);
    }

    /// <summary>Frames to go on.</summary>
    private int Step(float[] scores, int token)
    {
        var durations = scores.AsSpan(network.Tokens);
        var told = durations.IsEmpty ? 0 : TensorPrimitives.IndexOfMax(durations);
        var most = durations.IsEmpty ? network.MostPerFrame : MostWithDurations;
        return told > 0 ? told : token == network.Blank || _said >= most ? 1 : 0;
    }
}
