using LiveCaptions.Fuzz;
using LiveCaptions.Server.Tests.Exports;

namespace LiveCaptions.Server.Tests;

/// <summary>Every input that a fuzzer is started from, or once broke something with, as an ordinary test.</summary>
public sealed class FuzzCorpusTests
{
    public static TheoryData<string, string> Inputs()
    {
        var inputs = new TheoryData<string, string>();
        foreach (var file in Directory.EnumerateFiles(
            Path.Combine(Repository.Root, "tests/LiveCaptions.Fuzz/Corpus"), "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal))
        {
            inputs.Add(Path.GetFileName(Path.GetDirectoryName(file))!, Path.GetFileName(file));
        }

        return inputs;
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Input_is_taken_or_refused_as_documented(string target, string input)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Repository.Root, $"tests/LiveCaptions.Fuzz/Corpus/{target}/{input}"));
        var fault = Record.Exception(() => FuzzTargets.All[target](bytes));
        Assert.Null(fault);
    }
}
