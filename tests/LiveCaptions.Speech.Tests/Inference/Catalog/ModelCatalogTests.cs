using System.Text;
using LiveCaptions.Speech.Inference.Catalog;

namespace LiveCaptions.Speech.Tests.Inference.Catalog;

public sealed class ModelCatalogTests
{
    [Fact]
    public void Every_entry_names_files_with_hashes_and_a_source() =>
        Assert.All(ModelCatalog.Default.Models, model =>
        {
            Assert.NotEmpty(model.Files);
            Assert.All(model.Files, file => Assert.Matches("^[0-9a-f]{64}$", file.Sha256));
            Assert.All(
                model.Sources, source => Assert.True(source.Url is not null || source.Npm!.LastIndexOf('@') > 0, "a version is pinned"));
            Assert.NotEmpty(model.Sources);
        });

    [Fact]
    public void Requirements_come_along_once_and_first() =>
        Assert.Equal(
            ["moonshine-vocabulary", "silero-vad", "vader-lexicon", "moonshine-base", "moonshine-tiny"],
            ModelCatalog.Default.WithRequirements(["moonshine-base", "moonshine-tiny", "silero-vad"]).Select(model => model.Id));

    [Fact]
    public void Unknown_name_is_answered_with_the_known_ones()
    {
        var error = Assert.Throws<ArgumentException>(() => ModelCatalog.Default.WithRequirements(["whisper"]));
        Assert.Contains("moonshine-tiny", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Speaker_model_may_say_which_window_it_was_trained_with()
    {
        var entry = Assert.Single(Read("""[{"name": "voices.onnx", "bytes": 1, "sha256": ""}]""", """, "window": "povey" """).Models);
        Assert.Equal((ModelEntry.SpeakerEngine, FbankWindow.Povey), (entry.Engine, entry.Window));
        Assert.Null(Assert.Single(Read("""[{"name": "voices.onnx", "bytes": 1, "sha256": ""}]""").Models).Window);
    }

    [Fact]
    public void Speaker_model_that_is_not_one_ONNX_file_is_refused_by_name()
    {
        Assert.Contains("'mine'", Assert.Throws<InvalidDataException>(() => Read("[]")).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => Read("""[{"name": "voices.pt", "bytes": 1, "sha256": ""}]"""));
    }

    private static ModelCatalog Read(string files, string more = "") => ModelCatalog.Read(new MemoryStream(Encoding.UTF8.GetBytes(
        $$"""{"models": [{"id": "mine", "engine": "speaker", "description": "", "languages": [], "licence": "", "requires": [], "sources": [], "files": {{files}}{{more}}}]}""")));
}
