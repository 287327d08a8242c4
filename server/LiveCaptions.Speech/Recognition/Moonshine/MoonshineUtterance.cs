using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>One utterance in Moonshine: features once, then an encoding and a decoding per call.</summary>
internal sealed class MoonshineUtterance(MoonshineModel model, MoonshineDecoder decoder, MoonshineTokenizer tokenizer) : IUtteranceDecoder
{
    /// <summary>
    /// From the frame that attention peaks in to where a person hears the word begin: the path enters a token's row a little late.
    /// Calibrated on clips joined at known times.
    /// </summary>
    private const int StartOffset = 0;

    private readonly StemFeatures _stem = new(model);

    public Hypothesis Decode(ReadOnlyMemory<float> audio, Hypothesis? draft, CancellationToken cancellationToken)
    {
        var frames = StemFeatures.Frames(audio.Length);
        if (frames < 2)
        {
            return Hypothesis.Empty;
        }

        using var cross = CrossAttention.Encode(model, _stem.Prepare(audio.Span, 0, frames));
        var sequence = decoder.Decode(cross, draft?.Tokens ?? [], cancellationToken);
        var words = sequence.Tokens.Count == 0 ? [] : Words(sequence, audio.Length);
        return new Hypothesis(words, sequence.Tokens, sequence.MeanLogProbability) { Features = cross.Features };
    }

    private List<Word> Words(TokenSequence sequence, int samples)
    {
        var starts = WordAligner.Align(sequence, model.Size.AlignmentHeads.Count);
        return [.. tokenizer.Words(sequence.Tokens).Select(w => new Word(
            w.Text,
            Position(starts[w.Tokens.Start.Value], samples),
            Position(starts[w.Tokens.End.Value], samples),
            Confidence(sequence, w.Tokens)))];
    }

    private static long Position(int frame, int samples) => Math.Clamp(((long)frame * MoonshineSize.Hop) + StartOffset, 0, samples);

    private static float Confidence(TokenSequence sequence, Range tokens) =>
        MathF.Exp(sequence.LogProbabilities[tokens].Average());
}
