using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Whisper;

namespace LiveCaptions.Speech.Tests.Recognition.Whisper;

/// <summary>Whisper with the model of <see cref="MadeWhisper"/>, loaded once for a class's tests.</summary>
public sealed class MadeWhisperEngine : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-whisper-");
    private LoadedRecognizer? _loaded;

    public string ModelPath => Path.Combine(_folder.FullName, "ggml-made.bin");

    public IRecognizer Recognizer => Loaded.Recognizer;

    public LoadedRecognizer Loaded => _loaded!;

    public ValueTask InitializeAsync()
    {
        MadeWhisper.Write(ModelPath);
        _loaded = new WhisperEngineFactory().Load(new EngineOrder($"whisper:{ModelPath}", _folder.FullName, TimeProvider.System));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await Recognizer.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
