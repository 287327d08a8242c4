using LiveCaptions.Media.Processes;
using Xunit;

namespace LiveCaptions.Media.Tests;

/// <summary>What programs that we start get, and may.</summary>
public sealed class ChildProcessTests
{
    [Fact]
    public async Task Child_gets_none_of_our_secrets()
    {
        Environment.SetEnvironmentVariable("LIVECAPTIONS_KEYS__ADMIN", "secret-of-ours");
        Environment.SetEnvironmentVariable("LIVECAPTIONS_TEST_SECRET", "secret-of-ours");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "secret-of-ours");
        var environment = await OutputAsync("env", []);
        Assert.DoesNotContain("secret-of-ours", environment, StringComparison.Ordinal);
        Assert.Contains($"PATH={Environment.GetEnvironmentVariable("PATH")}", environment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Child_gets_what_it_is_to_keep()
    {
        Environment.SetEnvironmentVariable("HTTPS_PROXY", "http://proxy.test");
        await using var child = ChildProcess.Start("env", "coreutils", [], environment: ChildEnvironment.OurProxies());
        Assert.Contains(
            "HTTPS_PROXY=http://proxy.test", await child.Output.ReadToEndAsync(CancellationToken.None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Child_does_not_run_among_our_files() => Assert.Equal("/\n", await OutputAsync("pwd", []));

    [Theory]
    [InlineData("-c", "0")]
    [InlineData("-d", "100000")]
    [InlineData("-t", "7")]
    [InlineData("-f", "3")]
    public async Task Child_is_limited(string limit, string value)
    {
        var limits = new ChildLimits { MemoryBytes = 102_400_000, CpuSeconds = 7, FileBytes = 1_025 };
        Assert.Equal(value, (await OutputAsync("sh", ["-c", $"ulimit {limit}"], limits)).Trim());
    }

    [Fact]
    public async Task Child_that_wants_more_memory_ends()
    {
        await using var child = ChildProcess.Start(
            "awk", "mawk", ["BEGIN { s = \"x\"; while (length(s) < 100000000) s = s s }"], new ChildLimits { MemoryBytes = 10_000_000 });
        await child.Output.ReadToEndAsync(CancellationToken.None);
        Assert.NotEqual(0, await EndAsync(child));
    }

    [Fact]
    public async Task Child_that_wants_more_time_ends()
    {
        await using var child = ChildProcess.Start("sh", "dash", ["-c", "while :; do :; done"], new ChildLimits { CpuSeconds = 1 });
        Assert.NotEqual(0, await EndAsync(child));
    }

    [Fact]
    public async Task Child_that_writes_too_large_a_file_does_not_get_to_its_end()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using var child = ChildProcess.Start("head", "coreutils", ["-c", "1000000", "/dev/zero"], new ChildLimits { FileBytes = 0 });
        Assert.Equal(1_000_000, (await child.Output.ReadToEndAsync(CancellationToken.None)).Length);
        await using var other = ChildProcess.Start(
            "dd", "coreutils", ["if=/dev/zero", $"of={file}", "bs=1000", "count=1000"], new ChildLimits { FileBytes = 10_240 });
        Assert.NotEqual(0, await EndAsync(other));
        Assert.InRange(new FileInfo(file).Length, 0, 10_240);
        File.Delete(file);
    }

    [Theory]
    [InlineData("no-such-program-anywhere")]
    [InlineData("/nowhere/yt-dlp")]
    [InlineData("/etc/passwd")]
    [InlineData("/tmp")]
    public void Program_that_is_not_here_is_said_so(string tool)
    {
        var missing = Assert.Throws<ToolMissingException>(() => ChildProcess.Start(tool, "package", []));
        Assert.Contains("apt-get install package", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_are_no_commands()
    {
        string[] said = ["$(id)", "; id", "a  b", "'", "\"$0\"", "*"];
        Assert.Equal(string.Join('\n', said), await OutputAsync("printf", ["%s\n%s\n%s\n%s\n%s\n%s", .. said]));
    }

    private static async Task<int> EndAsync(ChildProcess child)
    {
        await child.WaitForExitAsync(CancellationToken.None);
        return child.ExitCode;
    }

    private static async Task<string> OutputAsync(string tool, string[] arguments, ChildLimits? limits = null)
    {
        await using var child = ChildProcess.Start(tool, "coreutils", arguments, limits);
        return await child.Output.ReadToEndAsync(CancellationToken.None);
    }
}
