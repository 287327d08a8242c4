using LiveCaptions.Server.Commands;

namespace LiveCaptions.Server.Tests.Commands;

public sealed class ServeCommandTests
{
    /// <summary>Nobody who asks for HTTPS gets a server that speaks plain HTTP.</summary>
    [Fact]
    public async Task Https_without_an_address_for_it_is_refused()
    {
        var data = Directory.CreateTempSubdirectory("livecaptions-test-").FullName;
        string[] arguments = ["serve", "--https", "--urls", "http://127.0.0.1:0", "--data", data];

        using var error = new StringWriter();
        Assert.Equal(ExitCodes.WrongUsage, await CommandRun.RunAsync(RootCommandBuilder.Build(), arguments, TextWriter.Null, error));

        Assert.Contains("--https needs an address that begins with https://", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(data));
    }
}
