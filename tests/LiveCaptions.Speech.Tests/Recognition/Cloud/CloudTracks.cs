using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Tests.Fakes;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>Speech for engines at providers, and what is said in it.</summary>
internal static class CloudTracks
{
    /// <summary>Two utterances, and more than one that has no pause.</summary>
    public static SpeechTrack Short() => Bursts.Track(
        Bursts.Silence(0.7),
        Bursts.Say(1, 2, 3, 4, 5),
        Bursts.Silence(1.2),
        Bursts.Say(6, 7),
        Bursts.Silence(1),
        Bursts.Say(Enumerable.Range(8, 30)),
        Bursts.Silence(1.2));

    /// <summary>
    /// Speech of a programme: sentences of 2 to 60 words, the longest of which leave no pause to end a connection in.
    /// </summary>
    public static (SpeechTrack Track, IReadOnlyList<string> Words) Programme(double seconds)
    {
        var (random, pieces, words) = (new Random(7), new List<float[]>(), new List<string>());
        for (var length = 0.0; length < seconds; length += AudioFormat.ToSeconds(pieces[^2].Length + pieces[^1].Length))
        {
            var sentence = Enumerable.Range(0, random.Next(2, 60)).Select(_ => random.Next(1, 99)).Aggregate(
                new List<int>(), (said, word) => [.. said, said.Count > 0 && said[^1] == word ? (word % 98) + 1 : word]);
            words.AddRange(sentence.Select(word => $"w{word}"));
            pieces.Add(Bursts.Say(sentence));
            pieces.Add(Bursts.Silence(0.2 + random.NextDouble()));
        }

        return (Bursts.Track(pieces), words);
    }

    public static IReadOnlyList<string> WordsOf(IEnumerable<Transcript> transcripts) =>
        [.. transcripts.Where(t => t.IsFinal).SelectMany(t => t.Words).Select(word => word.Text)];
}
