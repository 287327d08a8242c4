using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Tests.Inference;

/// <summary>Held by builds with CUDA and without (<c>-p:Gpu=true</c>), on machines with a GPU and without.</summary>
public sealed class ExecutionProviderTests
{
    [Fact]
    public void Nobody_has_to_know_what_the_machine_has()
    {
        var chosen = ExecutionProvider.Choose("auto");

        using var options = chosen.CreateOptions();
        Assert.Contains(chosen.Name, (string[])["cpu", "cuda"]);
    }

    [Fact]
    public void Cuda_that_is_missing_is_one_clear_line()
    {
        Assert.SkipWhen(ExecutionProvider.Choose("auto").Name == "cuda", "This machine has CUDA.");
        var missing = Assert.Throws<NotSupportedException>(() => ExecutionProvider.Choose("cuda"));
        Assert.StartsWith("Execution provider 'cuda' does not work here:", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_provider_is_refused() => Assert.Throws<ArgumentException>(() => ExecutionProvider.Choose("tpu"));
}
