using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>
/// Tells what a decode passed over. Where words are said many times over, decoders of this kind end the text, or leap ahead, though
/// somebody goes on speaking: (1) one that says nothing about long speech is taken at the word it would have said otherwise, (2) where a
/// word takes longer than any word does, what was heard there is decoded by itself. No sample is decoded more than twice.
/// </summary>
/// <param name="createDecoder">Makes a decoder for a stretch.</param>
internal sealed class SecondHearing(Func<IUtteranceDecoder> createDecoder)
{
    /// <summary>
    /// Samples of speech that hold at least a word: 1.5 s. Of sounds that are no speech, voice activity takes no more than 1.3 s for
    /// speech.
    /// </summary>
    public const long AnyWord = AudioFormat.SampleRate * 3 / 2;

    /// <summary>Samples of speech that hold more than a word: 2 s. In 37,000 words of read speech none is longer.</summary>
    private const long LongestWord = 2 * AudioFormat.SampleRate;

    /// <summary>
    /// How sure a decoder has to be of what it would have said. In speech it is −0.1 to −0.4, in languages that it does not know −0.9 and
    /// less; in cries anything, but they are short.
    /// </summary>
    private const float Sure = -0.46f;

    private const float Speech = 0.5f;

    /// <summary>What is said, where the decoder would rather say nothing.</summary>
    /// <param name="speech">Speech probability per frame.</param>
    public static Hypothesis Said(Hypothesis hypothesis, ReadOnlySpan<float> speech) =>
        hypothesis.Otherwise is { } otherwise && otherwise.MeanLogProbability >= Sure && SamplesOf(speech) >= AnyWord
            ? otherwise
            : hypothesis;

    /// <param name="speech">Speech probability per frame of the audio, at least.</param>
    public Hypothesis Complete(
        Hypothesis first, ReadOnlyMemory<float> audio, ReadOnlyMemory<float> speech, CancellationToken cancellationToken)
    {
        var said = Said(first, speech.Span);
        var words = TimelessWords.TakenOut(said.Words);
        List<Word>? complete = null;
        for (var i = 0; i < words.Count; i++)
        {
            var from = i == 0 ? 0 : words[i].Start;
            var to = i + 1 < words.Count ? words[i + 1].Start : audio.Length;
            var within = Between(speech, from, to);
            if (SamplesOf(within.Span) < LongestWord)
            {
                complete?.Add(words[i]);
                continue;
            }

            complete ??= [.. words.Take(i)];
            var again = Hear(audio[(int)from..(int)to], within, from, cancellationToken);
            complete.AddRange(again.Count > 1 ? again : [words[i]]);
        }

        return complete is null ? said : said with { Words = complete };
    }

    private IReadOnlyList<Word> Hear(
        ReadOnlyMemory<float> audio, ReadOnlyMemory<float> speech, long start, CancellationToken cancellationToken)
    {
        var hypothesis = Said(createDecoder().Decode(audio, draft: null, cancellationToken), speech.Span);
        return [.. HallucinationGuard.Heard(hypothesis, SamplesOf(speech.Span))
            .Select(word => word with { Start = start + word.Start, End = start + word.End })];
    }

    private static ReadOnlyMemory<float> Between(ReadOnlyMemory<float> speech, long from, long to)
    {
        var first = Math.Min(Frame(from), speech.Length);
        return speech[first..Math.Clamp(Frame(to), first, speech.Length)];
    }

    private static long SamplesOf(ReadOnlySpan<float> speech)
    {
        var frames = 0L;
        foreach (var probability in speech)
        {
            frames += probability >= Speech ? 1 : 0;
        }

        return frames * IVoiceActivityDetector.FrameLength;
    }

    private static int Frame(long sample) => (int)(sample / IVoiceActivityDetector.FrameLength);
}
