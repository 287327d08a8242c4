using System.Diagnostics;
using LiveCaptions.Server.Tests.Exports;

namespace LiveCaptions.Server.Tests.Scripts;

/// <summary><c>scripts/audit.sh</c> with registries' answers in the place of dotnet and npm.</summary>
public sealed class AuditTests : IDisposable
{
    private const string Hole = """{"projects":[{"vulnerabilities":[{"severity":"High","advisoryurl":"https://example.org/1"}]}]}""";
    private const string NoHole = """{"projects":[]}""";
    private readonly string _folder = Directory.CreateTempSubdirectory("livecaptions-audit-").FullName;

    [Fact]
    public async Task Registries_without_data_are_told_of_and_break_nothing()
    {
        var (exit, said) = await AuditAsync(control: NoHole, solution: NoHole, npm: """{"message":"405 Method Not Allowed"}""");
        Assert.Equal(0, exit);
        Assert.Contains("NuGet: NOT CHECKED", said, StringComparison.Ordinal);
        Assert.Contains("npm, web-client: NOT CHECKED", said, StringComparison.Ordinal);
        Assert.DoesNotContain("no known holes", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_holes_are_said_to_be_none_where_the_registry_knows_any()
    {
        var (exit, said) = await AuditAsync(control: Hole, solution: NoHole, npm: """{"metadata":{"vulnerabilities":{"total":0}}}""");
        Assert.Equal(0, exit);
        Assert.Contains("NuGet: no known holes", said, StringComparison.Ordinal);
        Assert.Contains("npm, web-client: no known holes", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Hole, 0)]
    [InlineData(NoHole, 1)]
    public async Task Hole_fails_it(string solution, int npmHoles)
    {
        var (exit, said) = await AuditAsync(
            control: Hole, solution, npm: "{\"metadata\":{\"vulnerabilities\":{\"total\":" + npmHoles + "}}}");
        Assert.Equal(1, exit);
        Assert.Contains("1 known holes", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Tests_of_everything_call_it() =>
        Assert.Contains(
            "scripts/audit.sh", File.ReadAllText(Path.Combine(Repository.Root, "scripts", "test.sh")), StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(int Exit, string Said)> AuditAsync(string control, string solution, string npm)
    {
        Fake("dotnet", $"case \"$*\" in *control.csproj*) echo '{control}' ;; *) echo '{solution}' ;; esac");
        Fake("npm", $"echo '{npm}'; exit 1");
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "scripts", "audit.sh")])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false
        };
        start.Environment["PATH"] = $"{_folder}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["LIVECAPTIONS_HOME"] = Repository.Root;
        using var script = Process.Start(start)!;
        var said = await script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (script.ExitCode, said);
    }

    private void Fake(string program, string body)
    {
        var path = Path.Combine(_folder, program);
        File.WriteAllText(path, $"#!/usr/bin/env bash\n{body}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
