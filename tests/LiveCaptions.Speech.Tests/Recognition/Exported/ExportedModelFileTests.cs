using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Tests.Recognition.Exported;

/// <summary>What is said of models that are not there, or not as they should be: one line that names the file.</summary>
public sealed class ExportedModelFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-exported-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Folder_that_is_not_there_is_named()
    {
        var error = Assert.Throws<EngineUnavailableException>(() => Load("onnx:/nowhere/parakeet"));
        Assert.StartsWith(
            "There is no exported model in /nowhere/parakeet. Give a folder with tokens.txt", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("onnx:", null)]
    [InlineData("onnx:/", null)]
    [InlineData("onnx:/models/zipformer/", "onnx:zipformer")]
    [InlineData("onnx:/models/\0", "onnx:\0")]
    [InlineData("onnx:parakeet-tdt-0.6b-v3", "onnx:parakeet-tdt-0.6b-v3")]
    public void Name_is_that_of_the_folder_or_of_the_catalog(string engine, string? name) =>
        Assert.Equal(name, EngineCatalog.Default.Knows(engine) ? EngineCatalog.Default.NameOf(engine) : null);

    [Fact]
    public void Model_of_the_catalog_is_fetched_as_others_are() =>
        Assert.Equal(
            "onnx-parakeet-tdt-0.6b-v3", Assert.Throws<ModelMissingException>(() => Load("onnx:parakeet-tdt-0.6b-v3")).ModelId);

    [Theory]
    [InlineData("zipformer", "joiner.onnx", "has no joiner.onnx")]
    [InlineData("nemo-ctc", "model.onnx", "has no model.onnx")]
    public void Graph_that_is_not_there_is_named(string kind, string file, string expected)
    {
        MadeModels.Write(_folder.FullName, kind);
        File.Delete(Path.Combine(_folder.FullName, file));
        Assert.Contains(expected, Assert.Throws<EngineUnavailableException>(Load).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Graph_of_8_bits_goes_before_others()
    {
        MadeModels.Write(_folder.FullName, "nemo-ctc");
        File.Copy(Path.Combine(_folder.FullName, "model.onnx"), Path.Combine(_folder.FullName, "model.int8.onnx"));
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "model.onnx"), "not looked at", TestContext.Current.CancellationToken);
        await Load().Recognizer.DisposeAsync();
        File.Copy(Path.Combine(_folder.FullName, "model.int8.onnx"), Path.Combine(_folder.FullName, "model-2.int8.onnx"));
        Assert.Contains(
            "several files for model: model-2.int8.onnx, model.int8.onnx",
            Assert.Throws<EngineUnavailableException>(Load).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zipformer", "T", "0", "'T' of its metadata")]
    [InlineData("zipformer", "decode_chunk_len", "46", "'decode_chunk_len' of its metadata")]
    [InlineData("zipformer", "T", "2000000000", "'T' of its metadata")]
    [InlineData("zipformer", "T", "39", "ONNX Runtime does not run it")]
    [InlineData("zipformer", "model_type", "lstm", "'model_type' is 'lstm'")]
    [InlineData("nemo-ctc", "subsampling_factor", "", "'subsampling_factor' of its metadata")]
    [InlineData("nemo-ctc", "normalize_type", "all_features", "'all_features'")]
    [InlineData("nemo-rnnt", "pred_hidden", "9", "ONNX Runtime does not run it")]
    [InlineData("nemo-rnnt", "pred_hidden", "-1", "'pred_hidden' of its metadata")]
    [InlineData("nemo-streaming", "cache_last_channel_dim2", "65537", "'cache_last_channel_dim2' of its metadata")]
    [InlineData("nemo-streaming", "normalize_type", "per_feature", "a streaming model whose features are normalised")]
    public void Metadata_that_make_no_sense_are_named(string kind, string key, string value, string expected)
    {
        MadeModels.Write(_folder.FullName, kind);
        var path = Directory.EnumerateFiles(_folder.FullName, "*.onnx").Single(file => Path.GetFileName(file)[0] is 'e' or 'm');
        MadeModels.Change(path, key, value);
        AssertOneLine(expected);
    }

    [Theory]
    [InlineData("▁one", "line 1: a line has a token and its number")]
    [InlineData("▁one 1\n▁two 1", "line 2: a line has a token and its number")]
    [InlineData("▁one 99999999999", "line 1: a line has a token and its number")]
    [InlineData("<blk> 0\n▁one 1", "there is no token 2, and the model says 7")]
    public void Tokens_that_are_none_are_named(string tokens, string expected)
    {
        MadeModels.Write(_folder.FullName, "zipformer");
        File.WriteAllText(Path.Combine(_folder.FullName, "tokens.txt"), tokens);
        AssertOneLine(expected);
    }

    [Theory]
    [InlineData("{ \"languages\": [] }")]
    [InlineData("{ \"languages\": [\"English\"] }")]
    [InlineData("{ \"language\": \"en\" }")]
    [InlineData("languages: en")]
    public void Settings_that_are_none_are_named(string json)
    {
        MadeModels.Write(_folder.FullName, "zipformer");
        File.WriteAllText(Path.Combine(_folder.FullName, "livecaptions.json"), json);
        AssertOneLine("languages");
    }

    [Fact]
    public async Task Languages_stand_beside_the_model()
    {
        MadeModels.Write(_folder.FullName, "zipformer");
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "livecaptions.json"), "{ \"languages\": [\"de\", \"en\"] }",
            TestContext.Current.CancellationToken);
        await using var recognizer = Load().Recognizer;
        Assert.Equal(["de", "en"], recognizer.Languages);
    }

    [Theory]
    [InlineData("zipformer", "encoder")]
    [InlineData("zipformer", "decoder")]
    [InlineData("zipformer", "joiner")]
    [InlineData("nemo-ctc", "model")]
    [InlineData("nemo-rnnt", "decoder")]
    public async Task Graphs_that_are_damaged_anywhere_are_refused_or_run(string kind, string part)
    {
        for (var seed = 0; seed < 8; seed++)
        {
            MadeModels.Write(_folder.FullName, kind);
            MadeModels.Damage(Path.Combine(_folder.FullName, $"{part}.onnx"), new Random(seed), isCut: seed % 2 == 0);
            var error = await Record.ExceptionAsync(async () => await Load().Recognizer.DisposeAsync());
            Assert.True(error is null or InvalidDataException, $"{error}");
            Assert.DoesNotContain('\n', error?.Message ?? "");
        }
    }

    private void AssertOneLine(string expected)
    {
        var message = Refusal();
        Assert.StartsWith(_folder.FullName, message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    private string Refusal() => Assert.Throws<InvalidDataException>(Load).Message;

    private LoadedRecognizer Load() => Load($"onnx:{_folder.FullName}");

    private LoadedRecognizer Load(string engine) =>
        EngineCatalog.Default.Find(engine)[0].Load(new EngineOrder(engine, _folder.FullName, TimeProvider.System));
}
