using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Metadata;

/// <summary>
/// Metadata by what is said and how often: no model is asked. A pure function; ten hours of speech take a second. See docs/publishing.md.
/// </summary>
public static class SuggestedMetadata
{
    private const int MostKeywords = 20;
    private const int TitleTerms = 3;
    private const int SummarySentences = 4;
    private const int DescribingSentences = 2;

    public static SessionMetadata Of(MetadataInput input)
    {
        var sentences = Sentences.Of(input.Cues, input.Language);
        var phrases = KeyPhrases.Of(sentences);
        var telling = Summary.Of(sentences, phrases, SummarySentences);
        var keywords = Keywords(input, sentences, phrases);
        var titles = Titles(input, keywords, telling).ToList();
        return new SessionMetadata
        {
            Title = titles.FirstOrDefault(),
            Titles = titles,
            Description = VideoText.Description(string.Join(' ', telling.Take(DescribingSentences).Select(sentence => sentence.Text))),
            Summary = string.Join(' ', telling.Select(sentence => sentence.Text)),
            Chapters = Chapters.Of(sentences, input.Duration, input.Marks),
            Keywords = keywords,
            Tags = VideoText.Tags(keywords),
            Highlights = Highlights.Of(input.Cues, input.Emotions, sentences, telling),
        };
    }

    /// <summary>Those that somebody expected, and that were said, come first.</summary>
    private static IReadOnlyList<string> Keywords(MetadataInput input, List<Sentence> sentences, List<KeyPhrase> phrases)
    {
        var text = Bare(string.Join(' ', sentences.Select(sentence => sentence.Text)));
        var expected = input.Keyterms.Select(CaptionText.Clean)
            .Where(term => term.Length > 0 && text.Contains(Bare(term), StringComparison.OrdinalIgnoreCase));
        return [.. expected.Concat(phrases.Select(phrase => phrase.Text)).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostKeywords)];
    }

    /// <summary>Words, each with a space on either side.</summary>
    private static string Bare(string text) =>
        $" {CaptionText.Clean(string.Concat(text.Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')))} ";

    private static IEnumerable<string> Titles(MetadataInput input, IReadOnlyList<string> keywords, IReadOnlyList<Sentence> telling)
    {
        string?[] titles =
        [
            input.Title,
            keywords.Count > 0 ? string.Join(", ", keywords.Take(TitleTerms)) : null,
            telling.Select(sentence => sentence.Text).FirstOrDefault(text => text.Length <= VideoText.LongestTitle)?.TrimEnd('.'),
        ];
        return titles.OfType<string>().Select(VideoText.Title).Where(title => title.Length > 0)
            .Select(title => char.ToUpperInvariant(title[0]) + title[1..])
            .Distinct(StringComparer.OrdinalIgnoreCase);
    }
}
