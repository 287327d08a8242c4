using LiveCaptions.Speech.Inference.Catalog;
using Xunit;

namespace LiveCaptions.Speech.Tests.Inference.Catalog;

public sealed class ModelCatalogTests
{
    [Fact]
    public void Every_entry_names_files_with_hashes_and_a_source() =>
        Assert.All(ModelCatalog.Default.Models, model =>
        {
            Assert.NotEmpty(model.Files);
            Assert.All(model.Files, file => Assert.Matches("^[0-9a-f]{64}$", file.Sha256));
            Assert.All(model.Sources, source => Assert.True(source.Url is not null || source.Npm!.LastIndexOf('@') > 0, "a version is pinned"));
            Assert.NotEmpty(model.Sources);
        });

    [Fact]
    public void Requirements_come_along_once_and_first() =>
        Assert.Equal(
            ["moonshine-vocabulary", "silero-vad", "moonshine-base", "moonshine-tiny"],
            ModelCatalog.Default.WithRequirements(["moonshine-base", "moonshine-tiny", "silero-vad"]).Select(model => model.Id));

    [Fact]
    public void Unknown_name_is_answered_with_the_known_ones()
    {
        var error = Assert.Throws<ArgumentException>(() => ModelCatalog.Default.WithRequirements(["whisper"]));
        Assert.Contains("moonshine-tiny", error.Message, StringComparison.Ordinal);
    }
}
