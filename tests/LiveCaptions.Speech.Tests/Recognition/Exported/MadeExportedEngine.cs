using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Exported;

namespace LiveCaptions.Speech.Tests.Recognition.Exported;

/// <summary>An engine of <see cref="MadeModels"/>.</summary>
public sealed class MadeExportedEngine : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-exported-");

    public MadeExportedEngine(string kind)
    {
        Folder = Path.Combine(_folder.FullName, kind);
        MadeModels.Write(Folder, kind);
        Loaded = new ExportedEngineFactory().Load(new EngineOrder($"onnx:{Folder}", _folder.FullName, TimeProvider.System));
    }

    public string Folder { get; }

    public LoadedRecognizer Loaded { get; }

    public IRecognizer Recognizer => Loaded.Recognizer;

    /// <summary>What one stream says about a track, final by final.</summary>
    internal async Task<List<string>> HearAsync(SpeechTrack track, Hearing hearing) =>
        [.. (await hearing.HearAsync(Recognizer, track)).Where(t => t.IsFinal).Select(t => string.Join(' ', t.Words.Select(w => w.Text)))];

    public async ValueTask DisposeAsync()
    {
        await Recognizer.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
