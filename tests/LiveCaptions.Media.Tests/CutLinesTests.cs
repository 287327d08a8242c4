using CsCheck;
using LiveCaptions.Media.Processes;
using Xunit;

namespace LiveCaptions.Media.Tests;

public sealed class CutLinesTests
{
    [Fact]
    public async Task Lines_are_those_of_the_text_each_cut() =>
        await Gen.String[Gen.OneOf(Gen.Const('\n'), Gen.Char['a', 'c']), 0, 20_000].SampleAsync(async text =>
        {
            string[] expected = text.EndsWith('\n') ? text[..^1].Split('\n') : text.Split('\n');
            var lines = await CutLines.ReadAsync(new StringReader(text), longest: 7).ToListAsync();
            Assert.Equal(text.Length == 0 ? [] : expected.Select(Cut), lines);
        }, iter: 100);

    private static string Cut(string line) => line.Length > 7 ? line[..7] : line;
}
