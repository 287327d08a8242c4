namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>Where a sentence ends, as the engine writes it.</summary>
internal static class Sentence
{
    public static bool EndsWith(string word) => word.AsSpan().TrimEnd("\"'”’)]»").EndsWithAny(".?!…。？！");

    private static bool EndsWithAny(this ReadOnlySpan<char> word, ReadOnlySpan<char> marks) => !word.IsEmpty && marks.Contains(word[^1]);
}
