using System.Numerics.Tensors;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Recognition.Moonshine.Keyterms;
using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>One utterance in Moonshine: features once, then an encoding and a decoding per call.</summary>
/// <param name="search">Decodes what is no draft's; null does so greedily.</param>
/// <param name="batches">Decodes what is no draft's together with other utterances; null decodes each by itself,
/// and so does a search.</param>
/// <param name="terms">Names and jargon to expect.</param>
internal sealed class MoonshineUtterance(
    MoonshineModel model,
    MoonshineDecoder decoder,
    MoonshineTokenizer tokenizer,
    BeamSearch? search = null,
    BatchQueue<CrossAttention, TokenSequence>? batches = null,
    TermPaths? terms = null) : IUtteranceDecoder
{
    /// <summary>
    /// From the frame that attention peaks in to where a person hears the word begin: the path enters a token's row a little late.
    /// Calibrated on clips joined at known times.
    /// </summary>
    private const int StartOffset = 0;

    /// <summary>
    /// Where an immediate end is at least this likely (90 %), nothing was said. On noise and music it nearly always is; where a word is
    /// said many times over it may not be.
    /// </summary>
    private const float SureEnd = -0.1f;

    /// <summary>
    /// In dB of full scale: an utterance that never gets louder is raised to what is common. Down to here the model hears as well as ever
    /// (2 % of the words differ 12 dB below, 4 % 22 dB below), so all that is louder stays as it is.
    /// </summary>
    private const float Quiet = -45;
    private const float Common = -20;

    /// <summary>In dB of full scale: quieter than this there is nothing left of speech in 16 bits, and it is raised no further.</summary>
    private const float QuietestSpeech = -85;

    /// <summary>In dB: a growing utterance that gets a little louder keeps its gain, and with it its features.</summary>
    private const float GainStep = 3;

    private StemFeatures _stem = new(model);
    private float _gain = 1;

    /// <summary>Whole frames of the stem, and of voice activity.</summary>
    public int Grid => 8 * StemFeatures.Hop;

    public IUtteranceDecoder From(int samples) =>
        new MoonshineUtterance(model, decoder, tokenizer, search, batches, terms) { _stem = _stem.From(samples), _gain = _gain };

    public Hypothesis Decode(ReadOnlyMemory<float> audio, Hypothesis? draft, CancellationToken cancellationToken)
    {
        if (StemFeatures.Frames(audio.Length) < 2)
        {
            return Hypothesis.Empty;
        }

        using var cross = Encode(audio);
        var sequence = search is not null && draft is null
            ? WithTerms(search.Decode(cross, cancellationToken), cross, cancellationToken)
            : decoder.Decode(cross, draft?.Tokens ?? [], cancellationToken, known: draft?.Known ?? 0, terms: terms);
        return WithOtherwise(sequence, cross, audio.Length, cancellationToken) with
        {
            Known = Math.Min(draft?.Known ?? 0, sequence.Tokens.Count)
        };
    }

    public async Task<T> DecodeAsync<T>(
        ReadOnlyMemory<float> audio, Func<Hypothesis, T> then, InferenceScheduler scheduler,
        InferenceTurn turn, CancellationToken cancellationToken)
    {
        if (batches is null || search is not null || StemFeatures.Frames(audio.Length) < 2)
        {
            return await scheduler.RunAsync(() => then(Decode(audio, draft: null, cancellationToken)), turn, cancellationToken);
        }

        using var cross = await scheduler.RunAsync(() => Encode(audio), turn, cancellationToken);
        var sequence = await batches.RunAsync(cross, turn, cancellationToken);
        return await scheduler.RunAsync(
            () => then(WithOtherwise(WithTerms(sequence, cross, cancellationToken), cross, audio.Length, cancellationToken)),
            turn, cancellationToken);
    }

    /// <summary>The hypothesis that a text which is known would be.</summary>
    /// <param name="tokens">Of the text.</param>
    /// <returns>Null where so much cannot have been said in the time, or nothing is said.</returns>
    public Hypothesis? Read(ReadOnlyMemory<float> audio, IReadOnlyList<int> tokens)
    {
        if (tokens.Count == 0 || StemFeatures.Frames(audio.Length) < 2)
        {
            return null;
        }

        using var cross = Encode(audio);
        return tokens.Count > MoonshineDecoder.MostTokens(cross) ? null : Of(decoder.Read(cross, tokens), cross, audio.Length);
    }

    private TokenSequence WithTerms(TokenSequence text, CrossAttention cross, CancellationToken cancellationToken) =>
        terms is null ? text : new TermReader(decoder).Read(text, cross, terms, cancellationToken);

    private CrossAttention Encode(ReadOnlyMemory<float> audio) =>
        CrossAttention.Encode(model, _stem.Prepare(Levelled(audio.Span), 0, StemFeatures.Frames(audio.Length)));

    private Hypothesis WithOtherwise(TokenSequence sequence, CrossAttention cross, int samples, CancellationToken cancellationToken)
    {
        var silent = sequence.Tokens.Count == 0 && sequence.EndLogProbability < SureEnd;
        return Of(sequence, cross, samples) with
        {
            Otherwise = silent ? Of(decoder.Decode(cross, [], cancellationToken, speaks: true), cross, samples) : null,
        };
    }

    private Hypothesis Of(TokenSequence sequence, CrossAttention cross, int samples)
    {
        if (sequence.Tokens.Count == 0)
        {
            return new Hypothesis([], [], sequence.MeanLogProbability) { Features = cross.Features };
        }

        // One more start than there are tokens: where the last one ends.
        var starts = Array.ConvertAll(WordAligner.Align(sequence, model.Size.AlignmentHeads.Count), frame => Position(frame, samples));
        return new Hypothesis(Words(sequence, starts), sequence.Tokens, sequence.MeanLogProbability)
        {
            TokenStarts = starts[..sequence.Tokens.Count],
            Features = cross.Features,
        };
    }

    /// <summary>As loud as speech commonly is, where it is very quiet.</summary>
    private ReadOnlySpan<float> Levelled(ReadOnlySpan<float> audio)
    {
        var loudest = SoundLevel.Loudest(audio);
        var steps = loudest >= Quiet ? 0 : MathF.Floor((Common - MathF.Max(loudest, QuietestSpeech)) / GainStep);
        var gain = SoundLevel.ToFactor(GainStep * steps);
        if (gain != _gain)
        {
            (_stem, _gain) = (new StemFeatures(model), gain);
        }

        if (gain == 1)
        {
            return audio;
        }

        var louder = new float[audio.Length];
        TensorPrimitives.Multiply(audio, gain, louder);
        TensorPrimitives.Clamp(louder, -1, 1, louder);
        return louder;
    }

    private List<Word> Words(TokenSequence sequence, long[] starts) => [.. tokenizer.Words(sequence.Tokens).Select(w => new Word(
        w.Text,
        starts[w.Tokens.Start.Value],
        starts[w.Tokens.End.Value],
        Confidence(sequence, w.Tokens)))];

    private static long Position(int frame, int samples) => Math.Clamp(((long)frame * MoonshineSize.Hop) + StartOffset, 0, samples);

    private static float Confidence(TokenSequence sequence, Range tokens) =>
        MathF.Exp(sequence.LogProbabilities[tokens].Average());
}
