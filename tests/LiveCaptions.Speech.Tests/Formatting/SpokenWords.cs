using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Tests.Formatting;

/// <summary>Transcripts of given words, 0.3 s each, 0.1 s apart.</summary>
internal static class SpokenWords
{
    private const long Step = AudioFormat.SampleRate * 4 / 10;
    private const long Length = AudioFormat.SampleRate * 3 / 10;

    public static Transcript Final(string text, string language = "en") =>
        Of(text.Split(' '), text.Split(' ').Length, isFinal: true, language);

    public static Transcript Interim(IReadOnlyList<string> words, int stable) => Of(words, stable, isFinal: false, "en");

    public static string Text(Transcript transcript) => string.Join(' ', transcript.Words.Select(word => word.Text));

    private static Transcript Of(IReadOnlyList<string> words, int stable, bool isFinal, string language) => new()
    {
        Utterance = 0,
        IsFinal = isFinal,
        Words = [.. words.Select((text, i) => new Word(text, i * Step, (i * Step) + Length, 0.9f))],
        StableWords = stable,
        Language = language,
        AudioEnd = words.Count * Step,
    };
}
