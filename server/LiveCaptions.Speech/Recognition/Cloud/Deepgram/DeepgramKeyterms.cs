namespace LiveCaptions.Speech.Recognition.Cloud.Deepgram;

/// <summary>
/// Key terms as Deepgram takes them: 100, and of 500 of its tokens in all. A list that is longer stops transcription without a word about
/// it, so we stay well below.
/// </summary>
internal static class DeepgramKeyterms
{
    private const int MostTerms = 100;

    /// <summary>Characters in all: names are cut into tokens of three letters and more.</summary>
    private const int MostCharacters = 1_200;

    public static IEnumerable<(string Name, string Value)> Of(string model, IReadOnlyList<string> terms)
    {
        var left = MostCharacters;
        foreach (var term in terms.Take(MostTerms).TakeWhile(term => (left -= term.Length + 1) >= 0))
        {
            yield return (DeepgramEngineFactory.IsLatest(model) ? "keyterm" : "keywords", term);
        }
    }
}
