using System.Runtime.InteropServices;
using LiveCaptions.Speech.Recognition.Streaming;
using Whisper.net;

namespace LiveCaptions.Speech.Recognition.Whisper;

/// <summary>Words with times of what whisper.cpp writes: segments of text, and their tokens.</summary>
internal static class WhisperWords
{
    /// <summary>Samples in Whisper's unit of time, 10 ms.</summary>
    private const int Tick = AudioFormat.SampleRate / 100;

    /// <param name="endOfText">Tokens from here on are no text.</param>
    /// <param name="samples">Length of the audio.</param>
    public static Hypothesis Of(IReadOnlyList<SegmentData> segments, int endOfText, int samples)
    {
        var (words, logs) = (new List<Word>(), new List<float>());
        foreach (var segment in segments.Where(segment => !IsRemark(segment.Text)))
        {
            var tokens = segment.Tokens.Where(token => token.Id < endOfText).ToList();
            logs.AddRange(tokens.Select(token => token.ProbabilityLog));
            foreach (var word in Words(segment, Spans(segment, tokens)))
            {
                var start = Math.Clamp(word.Start, words.Count > 0 ? words[^1].Start : 0, samples);
                words.Add(word with { Start = start, End = Math.Clamp(word.End, start, samples) });
            }
        }

        return new Hypothesis(words, [], logs.Count > 0 ? logs.Average() : 0);
    }

    /// <summary>Such as <c>[BLANK_AUDIO]</c>, <c>(applause)</c> or <c>♪</c>: what is heard besides speech.</summary>
    private static bool IsRemark(string text) => text.Trim() is ['[', .., ']'] or ['(', .., ')'] or ['*', .., '*'] or ['♪', ..] or "";

    /// <summary>
    /// Where each token stands in the text, without the space before it. Where a character is made of several tokens, as in Chinese, their
    /// texts are no whole characters: then the segment as a whole.
    /// </summary>
    private static List<Span> Spans(SegmentData segment, List<WhisperToken> tokens)
    {
        var spans = new List<Span>();
        var at = 0;
        foreach (var token in tokens)
        {
            var text = token.Text ?? "";
            var from = at + (text.Length - text.TrimStart().Length);
            spans.Add(new Span(from, at + text.Length, token.Start * Tick, token.End * Tick, token.ProbabilityLog));
            at += text.Length;
        }

        return string.Concat(tokens.Select(token => token.Text)) == segment.Text
            ? spans
            : [Whole(segment)];
    }

    private static Span Whole(SegmentData segment) => new(
        0,
        segment.Text.Length,
        AudioFormat.ToSamples(segment.Start.TotalSeconds),
        AudioFormat.ToSamples(segment.End.TotalSeconds),
        MathF.Log(MathF.Max(segment.Probability, float.Epsilon)));

    private static IEnumerable<Word> Words(SegmentData segment, List<Span> spans)
    {
        for (var from = 0; from < segment.Text.Length;)
        {
            var to = from;
            while (to < segment.Text.Length && !char.IsWhiteSpace(segment.Text[to]))
            {
                to++;
            }

            var within = spans.Where(span => span.From < to && span.To > from).ToList();
            if (to > from && within.Count > 0)
            {
                yield return new Word(
                    segment.Text[from..to],
                    within[0].At(from),
                    within[^1].At(to),
                    Math.Clamp(MathF.Exp(within.Average(span => span.LogProbability)), 0, 1));
            }

            from = Math.Max(to, from + 1);
        }
    }

    /// <summary>Characters of a text, and the samples in which they are said.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Span(int From, int To, long Start, long End, float LogProbability)
    {
        /// <summary>When a character is said, as if all took the same time.</summary>
        public long At(int character) => To <= From
            ? Start
            : Start + ((End - Start) * (Math.Clamp(character, From, To) - From) / (To - From));
    }
}
