using LiveCaptions.Speech;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Tests.Captions;

/// <summary>Makes transcripts from plain text: a word every 0.3 s, 0.25 s long.</summary>
internal static class Speech
{
    public const long Step = AudioFormat.SampleRate * 3 / 10;
    public const long Length = AudioFormat.SampleRate / 4;

    public static Transcript Interim(string text, int stable = 0, int utterance = 0, long from = 0) =>
        Make(text, stable, utterance, from, isFinal: false);

    public static Transcript Final(string text, int utterance = 0, long from = 0) =>
        Make(text, text.Split(' ').Length, utterance, from, isFinal: true);

    /// <summary>A final in mid-speech: what is recognised behind it goes on where it ends.</summary>
    public static Transcript Final(string text, string next, int utterance = 0, long from = 0)
    {
        var final = Final(text, utterance, from);
        return final with { Next = Words(next, from + (final.Words.Count * Step)) };
    }

    public static List<Word> Words(string text, long from = 0) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select((word, i) => new Word(word, from + (i * Step), from + (i * Step) + Length, 0.9f))
            .ToList();

    private static Transcript Make(string text, int stable, int utterance, long from, bool isFinal)
    {
        var words = Words(text, from);
        return new Transcript
        {
            Utterance = utterance,
            IsFinal = isFinal,
            Words = words,
            StableWords = Math.Min(stable, words.Count),
            Language = "en",
            AudioEnd = from + (words.Count * Step),
        };
    }
}
