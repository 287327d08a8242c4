namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>
/// Times of words that a provider gives none for: spread over the speech of the stretch that they are known to be in, by their letters. An
/// approximation, a few hundred milliseconds off.
/// </summary>
internal static class CloudSpread
{
    /// <param name="words">In order; those without times of their own have the times of their stretch.</param>
    /// <param name="origin">Position of the first sample of the connection.</param>
    public static IReadOnlyList<Word> Of(IReadOnlyList<CloudWord> words, long origin, CloudAudio audio)
    {
        var spread = new List<Word>(words.Count);
        for (var first = 0; first < words.Count;)
        {
            var last = first + 1;
            while (words[first].IsSomewhere && last < words.Count && IsSameStretch(words[first], words[last]))
            {
                last++;
            }

            var stretch = CloudWords.Of(words.Skip(first).Take(last - first), origin);
            spread.AddRange(words[first].IsSomewhere ? Over(audio, stretch) : stretch);
            first = last;
        }

        return spread;
    }

    private static bool IsSameStretch(CloudWord a, CloudWord b) => b.IsSomewhere && a.Start == b.Start && a.End == b.End;

    private static IEnumerable<Word> Over(CloudAudio audio, List<Word> words)
    {
        if (words.Count == 0)
        {
            yield break;
        }

        var parts = audio.SpeechBetween(words.Min(word => word.Start), words.Max(word => word.End));
        var (whole, letters, before) = (parts.Sum(part => part.End - part.Start), words.Sum(word => word.Text.Length), 0);
        foreach (var word in words)
        {
            var start = Position(parts, whole * before / letters);
            before += word.Text.Length;
            yield return word with { Start = start, End = Math.Max(start, Position(parts, (whole * before / letters) - 1) + 1) };
        }
    }

    /// <summary>The position of a sample of the speech, counted without what lies between.</summary>
    private static long Position(IReadOnlyList<(long Start, long End)> parts, long sample)
    {
        sample = Math.Max(0, sample);
        foreach (var (start, end) in parts)
        {
            if (sample < end - start)
            {
                return start + sample;
            }

            sample -= end - start;
        }

        return parts[^1].End;
    }
}
