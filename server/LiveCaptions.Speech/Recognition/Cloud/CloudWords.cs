namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>A provider's words as ours: on the track's time line, and such as a caption can show.</summary>
internal static class CloudWords
{
    /// <summary>Characters of the longest word that is taken.</summary>
    private const int Longest = 100;

    /// <summary>A week: no provider's time goes that far.</summary>
    private const double MostSeconds = 7 * 24 * 3600;

    /// <param name="origin">Position of the first sample of the connection.</param>
    public static List<Word> Of(IEnumerable<CloudWord> words, long origin) => [.. words.SelectMany(word => Of(word, origin))];

    /// <summary>Of a provider's time.</summary>
    public static long Position(double seconds, long origin) =>
        origin + AudioFormat.ToSamples(double.IsNaN(seconds) ? 0 : Math.Clamp(seconds, 0, MostSeconds));

    /// <summary>Starts that never go back, ends not before them and not behind <paramref name="to"/>.</summary>
    public static IReadOnlyList<Word> Between(long from, long to, IReadOnlyList<Word> words)
    {
        var clamped = new List<Word>(words.Count);
        foreach (var word in words)
        {
            from = Math.Clamp(word.Start, from, to);
            clamped.Add(word with { Start = from, End = Math.Clamp(word.End, from, to) });
        }

        return clamped;
    }

    /// <summary>What is written with spaces, such as a number, is as many words as it looks like.</summary>
    private static IEnumerable<Word> Of(CloudWord word, long origin)
    {
        var (start, end) = (Position(word.Start, origin), Position(word.End, origin));
        var confidence = double.IsNaN(word.Confidence) ? 0 : (float)Math.Clamp(word.Confidence, 0, 1);
        var texts = word.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(Shown).Where(text => text.Length > 0).ToList();
        for (var i = 0; i < texts.Count; i++)
        {
            yield return new Word(texts[i], Share(i), Share(i + 1), confidence)
            {
                Speaker = word.Speaker is { } speaker ? new SpeakerLabel(speaker, confidence) : null,
            };
        }

        long Share(int part) => start + ((Math.Max(start, end) - start) * part / texts.Count);
    }

    private static string Shown(string text)
    {
        var shown = text.Any(c => char.IsControl(c)) ? string.Concat(text.Where(c => !char.IsControl(c))) : text;
        return shown.Length > Longest ? shown[..Longest] : shown;
    }
}
