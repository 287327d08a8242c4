using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Inference.Catalog;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Whisper;

namespace LiveCaptions.Speech.Tests.Recognition.Whisper;

/// <summary>What is said of a model that is not there, or none.</summary>
public sealed class WhisperModelFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-whisper-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void File_that_is_not_there_is_named_with_what_can_be_fetched()
    {
        var error = Assert.Throws<EngineUnavailableException>(() => Load("whisper:/nowhere/ggml.bin"));
        Assert.StartsWith("There is no Whisper model /nowhere/ggml.bin. ", error.Message, StringComparison.Ordinal);
        Assert.Contains("whisper:small", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Name_of_the_catalog_that_is_not_here_is_missing_as_other_models_are() =>
        Assert.Equal("whisper-small", Assert.Throws<ModelMissingException>(() => Load("whisper:small")).ModelId);

    [Fact]
    public async Task Model_of_the_catalog_is_found_by_its_name()
    {
        var path = Path.Combine(_folder.CreateSubdirectory("whisper-mine").FullName, "ggml-mine.bin");
        MadeWhisper.Write(path);
        var entry = ModelCatalog.Default.WithRequirements(["whisper-small"])[^1] with
        {
            Id = "whisper-mine",
            Files = [new ModelFile("ggml-mine.bin", new FileInfo(path).Length, new string('0', 64))],
        };
        var factory = new WhisperEngineFactory(new ModelCatalog([entry]));
        await using var recognizer = factory.Load(new EngineOrder("whisper:mine", _folder.FullName, TimeProvider.System)).Recognizer;
        Assert.Equal("whisper:mine", recognizer.Name);
        Assert.Equal(["whisper-mine"], factory.NeedsOf("whisper:mine").Models);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ONNX, or a page that says 404, and all else that is no model")]
    public void File_that_is_no_model_is_named(string content)
    {
        var path = Path.Combine(_folder.FullName, "talk.bin");
        File.WriteAllText(path, content);
        Assert.StartsWith($"{path} is no Whisper model in ggml format.", Refusal(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Model_that_would_end_the_process_is_refused()
    {
        // Weights of 32 bits: whisper.cpp asserts that there are none.
        var path = Made(file => file.Seek(sizeof(int) * 11, SeekOrigin.Begin), [0, 0, 0, 0]);
        Assert.Contains("32 bits", Refusal(path), StringComparison.Ordinal);
        path = Made(file => file.Seek(sizeof(int) * 3, SeekOrigin.Begin), [0, 0, 0, 0x7f]);
        Assert.Contains("its sizes make no sense", Refusal(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Model_that_was_cut_short_is_damaged()
    {
        var path = Made(file => file.SetLength(file.Length / 2), []);
        Assert.StartsWith($"{path} is damaged", Refusal(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_engine_is_answered_with_those_there_are()
    {
        var error = Assert.Throws<EngineUnavailableException>(() => EngineCatalog.Default.Find("deepspeech"));
        Assert.Equal(
            "Engine 'deepspeech' is not here. There are: auto, moonshine-base, moonshine-tiny, whisper:FILE-OR-NAME, onnx:FOLDER-OR-NAME.",
            error.Message);
        Assert.Throws<EngineUnavailableException>(() => EngineCatalog.Default.Find("whisper:"));
    }

    [Fact]
    public void Automatic_choice_goes_from_the_best_to_the_smallest_of_what_needs_no_file()
    {
        var automatic = EngineCatalog.Default.Find(EngineCatalog.Auto).Select(engine => engine.Description.Name);
        Assert.Equal(["moonshine-base", "moonshine-tiny"], automatic);
        Assert.Equal("moonshine-base", EngineCatalog.Default.NameOf(EngineCatalog.Auto));
        Assert.Equal("whisper:small", EngineCatalog.Default.NameOf("whisper:small"));
        Assert.Equal("whisper:mine.bin", EngineCatalog.Default.NameOf("whisper:/home/ann/mine.bin"));
    }

    private string Refusal(string path) => Assert.Throws<InvalidDataException>(() => Load($"whisper:{path}")).Message;

    private LoadedRecognizer Load(string engine) =>
        EngineCatalog.Default.Find(engine)[0].Load(new EngineOrder(engine, _folder.FullName, TimeProvider.System));

    private string Made(Action<FileStream> at, byte[] write)
    {
        var path = Path.Combine(_folder.FullName, "made.bin");
        MadeWhisper.Write(path);
        using var file = new FileStream(path, FileMode.Open);
        at(file);
        file.Write(write);
        return path;
    }
}
