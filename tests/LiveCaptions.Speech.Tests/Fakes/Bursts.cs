using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Streaming;
using LiveCaptions.Speech.Tests.Recognition;

namespace LiveCaptions.Speech.Tests.Fakes;

/// <summary>Audio for <see cref="BurstDecoder"/>, and the engine that hears it.</summary>
internal static class Bursts
{
    private static readonly Memory Nothing = new();

    /// <summary>Cuts alike with and without interims, so that the one can be compared with the other.</summary>
    public static WindowedRecognizer Recognizer(Func<IUtteranceDecoder>? decoder = null, int concurrency = 2) =>
        Recognizer(_ => decoder?.Invoke() ?? new BurstDecoder(), new EndpointOptions(), concurrency);

    /// <param name="files">How tracks without interims are cut.</param>
    public static WindowedRecognizer Recognizer(
        Func<RecognitionQuality, IUtteranceDecoder> decoder, EndpointOptions files, int concurrency = 2) =>
        new("bursts", ["en", "de"], options => decoder(options.Quality), new InferenceScheduler(concurrency, TimeProvider.System), Nothing)
        {
            FileEndpoint = files
        };

    public static SpeechTrack Track(params IEnumerable<float[]> pieces) => new([.. pieces.SelectMany(p => p)], new EnergyVad());

    /// <summary>Words of 0.3 s, 64 ms apart.</summary>
    public static float[] Say(params IEnumerable<int> words) => [.. words.SelectMany(w => (float[])[.. Sound(w, 0.3), .. Silence(0.064)])];

    public static float[] Sound(int word, double seconds) => [.. Enumerable.Repeat(word / 100f, (int)AudioFormat.ToSamples(seconds))];

    public static float[] Silence(double seconds) => new float[AudioFormat.ToSamples(seconds)];

    private sealed class Memory : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
