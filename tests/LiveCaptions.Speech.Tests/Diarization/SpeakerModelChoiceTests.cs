using System.Security.Cryptography;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Inference.Catalog;

namespace LiveCaptions.Speech.Tests.Diarization;

public sealed class SpeakerModelChoiceTests : IDisposable
{
    private static readonly byte[] Content = SpeakerGraphs.FirstFrame("voice");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-speaker-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Model_of_the_catalog_is_loaded_with_its_window()
    {
        var utterance = Voices.Utterance((Voices.Low, 1));
        Assert.Equal(Voice("mine", "hamming"), Voice("mine", "default"));
        Assert.NotEqual(Voice("mine", "hamming"), Voice("mine", "povey"));

        float[] Voice(string id, string folder)
        {
            FbankWindow? window = folder == "default" ? null : Enum.Parse<FbankWindow>(folder, ignoreCase: true);
            Install(folder, id);
            return Assert.Single(Load(id, folder, Entry(id) with { Window = window }).Find(utterance)).Vector;
        }
    }

    [Fact]
    public void Vectors_are_named_by_the_model_and_its_file()
    {
        Install("a", "mine");
        var entry = Entry("mine");
        var name = Load("mine", "a", entry).Model.Name;
        Assert.StartsWith("mine@", name, StringComparison.Ordinal);
        Assert.NotEqual(name, Load("mine", "a", entry with { Files = [entry.Files[0] with { Sha256 = new string('0', 64) }] }).Model.Name);
    }

    [Fact]
    public void Model_that_is_not_here_is_missing_as_others_are() =>
        Assert.Equal("mine", Assert.Throws<ModelMissingException>(() => Load("mine", "nowhere", Entry("mine"))).ModelId);

    [Fact]
    public void Name_that_is_no_speaker_model_is_answered_with_those_there_are()
    {
        var error = Assert.Throws<InvalidDataException>(() =>
            Load("vad", "a", Entry("mine"), Entry("yours"), Entry("vad") with { Engine = "vad" }));
        Assert.StartsWith("There is no speaker model 'vad'. There are: mine, yours.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Engine_does_not_start_without_the_speaker_model_that_it_is_told_to_use()
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => SpeechEngine.LoadAsync(
            new SpeechEngineOptions { ModelsDirectory = _folder.FullName, SpeakerModel = "silero-vad" }));
        Assert.Contains("no speaker model 'silero-vad'", error.Message, StringComparison.Ordinal);
    }

    private OnnxVoiceFinder Load(string id, string folder, params ModelEntry[] entries) =>
        OnnxVoiceFinder.Load(
            id, new ModelCatalog(entries), new ModelStore(Path.Combine(_folder.FullName, folder)), ExecutionProvider.Choose("cpu"));

    private void Install(string folder, string id)
    {
        var model = Directory.CreateDirectory(Path.Combine(_folder.FullName, folder, id));
        File.WriteAllBytes(Path.Combine(model.FullName, "voices.onnx"), Content);
    }

    private static ModelEntry Entry(string id) => new()
    {
        Id = id,
        Engine = ModelEntry.SpeakerEngine,
        Description = "",
        Languages = [],
        Licence = "MIT",
        Requires = [],
        Sources = [],
        Files = [new ModelFile("voices.onnx", Content.Length, Convert.ToHexStringLower(SHA256.HashData(Content)))],
    };
}
