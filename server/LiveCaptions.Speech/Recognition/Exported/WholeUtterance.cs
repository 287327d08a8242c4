using LiveCaptions.Speech.Features;
using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>One utterance in a model that hears pieces as a whole: decoded anew each time.</summary>
internal sealed class WholeUtterance(ExportedModel model, RecognitionQuality quality) : IUtteranceDecoder
{
    /// <summary>Samples in which nothing is said: 0.1 s.</summary>
    private const int Shortest = AudioFormat.SampleRate / 10;

    public Hypothesis Decode(ReadOnlyMemory<float> audio, Hypothesis? draft, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (audio.Length <= Shortest)
        {
            return Hypothesis.Empty;
        }

        var tokens = TokenNode.Behind(Read(audio.Span), 0);
        var words = model.Words.Of(tokens, 0).Select(word => word.Word with
        {
            Start = Math.Min(word.Word.Start, audio.Length),
            End = Math.Min(word.Word.End, audio.Length),
        });
        return new Hypothesis([.. words], [], tokens.Count == 0 ? 0 : tokens.Average(token => token.LogProbability));
    }

    /// <summary>The last token that is heard; null where there is none.</summary>
    public TokenNode? Read(ReadOnlySpan<float> audio)
    {
        var features = model.Fbank.ComputeCentred(audio);
        if (model.IsNormalised)
        {
            Fbank.Normalise(features, model.Fbank.Width);
        }

        var search = model.Search(quality);
        search.Accept(model.Offline!.Run(features, model.Fbank.Width, model.MostFrames(features.Length / model.Fbank.Width)));
        return search.Last;
    }
}
