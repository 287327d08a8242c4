using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Tests.Fakes;
using LiveCaptions.Speech.Vad;

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
    /// Seconds of a programme all of which an engine holds until it is final, however late the test lets it hear of a failure: 2 min, less
    /// the longest sentence.
    /// </summary>
    public const int Held = 95;

    /// <summary>How often the track of <see cref="Hour"/> is heard.</summary>
    public const int HourTimes = 10;

    private static readonly Lazy<(SpeechTrack Track, IReadOnlyList<string> Words)> SixMinutes = new(() => Programme(seconds: 360));

    /// <summary>A programme that makes an hour when it is heard over and over, and the words of the hour.</summary>
    public static (SpeechTrack Track, IReadOnlyList<string> Words) Hour =>
        (SixMinutes.Value.Track, [.. Enumerable.Repeat(SixMinutes.Value.Words, HourTimes).SelectMany(words => words)]);

    /// <summary>Sentences of 2 to 60 words, the longest of which leave no pause to end a connection in.</summary>
    public static (SpeechTrack Track, IReadOnlyList<string> Words) Programme(int seconds)
    {
        var (random, samples, words, last) = (new Random(7), new List<float>(seconds * AudioFormat.SampleRate), new List<string>(), 0);
        var said = Enumerable.Range(0, 100).Select(word => Bursts.Say(word)).ToArray();
        while (samples.Count < seconds * AudioFormat.SampleRate)
        {
            for (var left = random.Next(2, 60); left > 0; left--)
            {
                last = ((last + random.Next(97)) % 98) + 1;
                words.Add($"w{last}");
                samples.AddRange(said[last]);
            }

            samples.AddRange(Bursts.Silence(0.2 + random.NextDouble()));
        }

        // Whole frames, so that it can be heard over and over.
        samples.AddRange(new float[IVoiceActivityDetector.FrameLength - (samples.Count % IVoiceActivityDetector.FrameLength)]);
        return (new SpeechTrack([.. samples], new Loudness()), words);
    }

    public static IReadOnlyList<string> WordsOf(IEnumerable<Transcript> transcripts) =>
        [.. transcripts.Where(t => t.IsFinal).SelectMany(t => t.Words).Select(word => word.Text)];

    /// <summary>Speech is what is not silent; nothing is remembered of an hour.</summary>
    private sealed class Loudness : IVoiceActivityDetector
    {
        public float Next(ReadOnlySpan<float> frame) => frame.ContainsAnyExcept(0f) ? 1 : 0;

        public void Next(ReadOnlySpan<float> frames, Span<float> probabilities) => throw new NotSupportedException();
    }
}
