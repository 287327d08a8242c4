using LiveCaptions.Server.Commands;

namespace LiveCaptions.Server.Tests.Commands;

public sealed class BenchNoticeTests
{
    [Theory]
    [InlineData("bench")]
    [InlineData("bench", "latency", "--seconds", "60", "--json", "x.json")]
    public async Task Server_says_in_one_line_where_benches_are(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());

        Assert.Equal(ExitCodes.Missing, await CommandRun.RunAsync(RootCommandBuilder.Build(), arguments, output, error));
        Assert.Empty(output.ToString());
        var line = Assert.Single(error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("type ./livecaptions bench", line, StringComparison.Ordinal);
    }
}
