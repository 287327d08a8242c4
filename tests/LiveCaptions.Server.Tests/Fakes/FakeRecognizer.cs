using System.Collections.Concurrent;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Server.Tests.Fakes;

/// <summary>Recognises <see cref="FakeSpeech"/>, at once and without a model. What it says depends on the samples alone.</summary>
public sealed class FakeRecognizer : IRecognizer
{
    private int _decoded;

    public string Name { get; init; } = "fake";

    public IReadOnlyList<string> Languages => ["en", "de"];

    /// <summary>Called before each frame: a test may wait here (a slow engine) or throw (a broken one).</summary>
    public Func<SpeechFrame, CancellationToken, Task> BeforeFrame { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What it can do that others cannot.</summary>
    public EngineCapabilities Capabilities { get; init; } = new();

    /// <summary>Frames that it takes and says nothing to, as one that hangs.</summary>
    public Func<SpeechFrame, bool> Ignores { get; init; } = _ => false;

    /// <summary>Takes whatever is not silent for a word: for audio that a codec changed.</summary>
    public bool HearsAnything { get; init; }

    /// <summary>Finals that it had to make.</summary>
    public int Decoded => _decoded;

    /// <summary>
    /// How many of the words, all that are known of an open utterance, become final without those behind; 0 where pauses end them only.
    /// </summary>
    public Func<IReadOnlyList<Word>, RecognizerStreamOptions, int> EndsAt { get; init; } = (_, _) => 0;

    /// <summary>What each of its streams was asked for.</summary>
    public ConcurrentQueue<RecognizerStreamOptions> Asked { get; } = [];

    /// <summary>Tells speakers apart, where a test wants that.</summary>
    public FakeVoices? Voices { get; init; }

    /// <summary>Hears how it is said, where a test wants that.</summary>
    public FakeEmotions? Emotions { get; init; }

    /// <summary>What it writes for a word's number.</summary>
    public Func<int, string> NameOf { get; init; } = FakeSpeech.NameOf;

    /// <summary>How sure it is of a word's number.</summary>
    public Func<int, float> ConfidenceOf { get; init; } = _ => 0.9f;

    /// <summary>What language it finds words to be in, where none is asked for; null of some words says that nobody knows.</summary>
    public Func<IReadOnlyList<Word>, string?>? LanguageOf { get; init; }

    /// <summary>What is speech.</summary>
    public Func<IVoiceActivityDetector> Vad { get; init; } = () => new EnergyVad();

    /// <summary>An engine around it.</summary>
    public SpeechEngine ToEngine(int maxStreams = 10) =>
        new(this, Vad, new EngineCapacity("cpu", 0.05, maxStreams)) 
        {
            Capabilities = Capabilities,
            Voices = Voices,
            Emotions = Emotions,
        };

    public IRecognizerStream CreateStream(RecognizerStreamOptions options)
    {
        Asked.Enqueue(options);
        return new FakeRecognizerStream(this, options);
    }

    internal void CountDecoded() => Interlocked.Increment(ref _decoded);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
