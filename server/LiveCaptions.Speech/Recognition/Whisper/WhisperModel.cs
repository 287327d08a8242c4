using Whisper.net;
using Whisper.net.LibraryLoader;

namespace LiveCaptions.Speech.Recognition.Whisper;

/// <summary>The weights of a Whisper model in whisper.cpp. Shared by all streams; thread-safe.</summary>
internal sealed class WhisperModel : IDisposable
{
    /// <summary>Sound that <see cref="MeasureDecode"/> decodes.</summary>
    public const double MeasuredSeconds = 4;

    private const int Beams = 5;

    /// <summary>Samples that whisper.cpp takes for nothing: 0.1 s.</summary>
    private const int Shortest = AudioFormat.SampleRate / 10;

    private readonly WhisperFactory _factory;
    private readonly int _threads;

    private WhisperModel(WhisperFactory factory, GgmlHeader header, int threads)
    {
        (_factory, _threads, EndOfText) = (factory, threads, header.EndOfText);
        Languages = header.IsMultilingual ? [.. WhisperFactory.GetSupportedLanguages()] : ["en"];
    }

    /// <summary>As Whisper calls them: BCP 47 primary tags but for a few rare ones. English first.</summary>
    public IReadOnlyList<string> Languages { get; }

    /// <summary>Tokens from here on are no text.</summary>
    public int EndOfText { get; }

    /// <summary>Where it runs: <c>cpu</c>, or <c>cuda</c> where a user has put whisper.cpp's library for it beside ours.</summary>
    public string Provider => RuntimeOptions.LoadedLibrary == RuntimeLibrary.Cuda ? "cuda" : "cpu";

    /// <param name="path">A ggml file.</param>
    /// <param name="threads">Of each decode.</param>
    /// <exception cref="InvalidDataException">It is none, or damaged.</exception>
    /// <exception cref="EngineUnavailableException">whisper.cpp does not run here.</exception>
    public static WhisperModel Load(string path, int threads, bool useGpu)
    {
        var header = GgmlHeader.Read(path);
        WhisperFactory? factory = null;
        try
        {
            factory = WhisperFactory.FromPath(path, new WhisperFactoryOptions { UseGpu = useGpu });

            // That there is no model shows here only.
            factory.CreateBuilder();
            return new WhisperModel(factory, header, threads);
        }
        catch (WhisperModelLoadException e)
        {
            factory?.Dispose();
            throw new InvalidDataException($"{path} is damaged: whisper.cpp does not load it. Get it again.", e);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The library says no more than that; its loader throws plain exceptions.
            throw new EngineUnavailableException(
                $"whisper.cpp does not run here ({e.Message.Trim()}). It needs AVX2, glibc 2.34 or later, "
                + "and libgomp1 (apt-get install libgomp1).",
                e);
        }
    }

    /// <summary>Decodes a piece of sound. Blocks; once it has begun it goes on to its end.</summary>
    /// <param name="language">One of <see cref="Languages"/>; null finds it out, for an encoder pass more.</param>
    /// <param name="prompt">Text that is taken for what was said before; null for none.</param>
    public IReadOnlyList<SegmentData> Decode(ReadOnlySpan<float> audio, RecognitionQuality quality, string? language, string? prompt)
    {
        if (audio.Length <= Shortest)
        {
            return [];
        }

        var segments = new List<SegmentData>();
        using var processor = Configure(quality, language, prompt).WithSegmentEventHandler(segments.Add).Build();
        processor.Process(audio);
        return segments;
    }

    /// <summary>CPU seconds of one decode. They hardly depend on the sound's length: the encoder always hears 30 s.</summary>
    public double MeasureDecode()
    {
        var started = Environment.CpuUsage.TotalTime;
        Decode(TrialSound.Of(MeasuredSeconds), RecognitionQuality.Fast, "en", prompt: null);
        return (Environment.CpuUsage.TotalTime - started).TotalSeconds;
    }

    public void Dispose() => _factory.Dispose();

    private WhisperProcessorBuilder Configure(RecognitionQuality quality, string? language, string? prompt)
    {
        var builder = _factory.CreateBuilder().WithThreads(_threads).WithTokenTimestamps().WithProbabilities();
        builder = language is null ? builder.WithLanguageDetection() : builder.WithLanguage(language);
        builder = prompt is null ? builder : builder.WithPrompt(prompt);

        // Whisper tries again, and by chance, what looks wrong to it: up to five times. Who waits for it cannot.
        return quality == RecognitionQuality.Best
            ? builder.WithBeamSearchSamplingStrategy(beams => beams.WithBeamSize(Beams))
            : builder.WithTemperatureInc(0);
    }
}
