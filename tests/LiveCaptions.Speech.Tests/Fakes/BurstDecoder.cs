using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Tests.Fakes;

/// <summary>
/// Writes one word per burst of constant sound, named by its loudness: <c>w3</c> at 0.03. Like a real decoder it may decide
/// otherwise when it is given a draft: the longer that is, the less sure it is of the last word.
/// </summary>
internal sealed class BurstDecoder : IUtteranceDecoder
{
    public Hypothesis Decode(ReadOnlyMemory<float> audio, Hypothesis? draft, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var words = new List<Word>();
        var samples = audio.Span;
        for (var start = 0; start < samples.Length;)
        {
            var end = start + samples[start..].IndexOfAnyExcept(samples[start]);
            end = end < start ? samples.Length : end;
            if (samples[start] > 0)
            {
                words.Add(new Word($"w{MathF.Round(samples[start] * 100)}", start, end, 0.9f));
            }

            start = end;
        }

        if (draft is not null && words.Count > 0)
        {
            words[^1] = words[^1] with { Confidence = 0.9f - Math.Min(0.8f, 0.001f * draft.Tokens.Count) };
        }

        return new Hypothesis(words, [.. words.Select((_, i) => i)], words.Count == 0 ? 0 : -0.1f);
    }
}
