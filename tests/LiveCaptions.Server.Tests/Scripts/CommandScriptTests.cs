using System.Diagnostics;
using LiveCaptions.Server.Tests.Exports;

namespace LiveCaptions.Server.Tests.Scripts;

/// <summary>
/// <c>./livecaptions</c> of a folder of its own, with something in the place of dotnet that builds empty files and says what it runs.
/// </summary>
public sealed class CommandScriptTests : IDisposable
{
    private const string Dotnet = """
        if [[ $1 == publish ]]; then
          echo "$2" >>"$LIVECAPTIONS_HOME/built"
          while [[ $1 != -o ]]; do project=${project:-$2}; shift; done
          mkdir -p "$2" && touch "$2/$(basename "$project").dll"
        else
          echo "$(basename "$1") ${*:2}"
        fi
        """;

    private readonly string _home = Directory.CreateTempSubdirectory("livecaptions-command-").FullName;

    public CommandScriptTests()
    {
        foreach (var folder in (string[])[
            "bin", "scripts", "server", "models/heads", "tests/LiveCaptions.Bench", "tests/LiveCaptions.Clients"
        ])
        {
            Directory.CreateDirectory(Path.Combine(_home, folder));
        }

        foreach (var file in (string[])[
            "livecaptions", "scripts/prepare.sh", "models/catalog.json", "Directory.Build.props", "Directory.Packages.props", "global.json"
        ])
        {
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(_home, file));
        }

        Program("bin/dotnet", Dotnet);
        Program("scripts/install-native.sh", "exit 0");
    }

    [Fact]
    public async Task Benches_are_a_program_of_their_own_which_gets_all_that_was_typed()
    {
        Assert.Equal("LiveCaptions.Bench.dll bench latency --seconds 5", await RunAsync("bench", "latency", "--seconds", "5"));
        Assert.Equal("LiveCaptions.Server.dll keys list", await RunAsync("keys", "list"));
        Assert.Equal("LiveCaptions.Server.dll", await RunAsync());
    }

    [Fact]
    public async Task Change_of_a_bench_builds_the_benches_and_no_server()
    {
        await RunAsync("bench");
        await RunAsync("keys");
        await File.WriteAllTextAsync(Path.Combine(_home, "tests/LiveCaptions.Bench/New.cs"), "", TestContext.Current.CancellationToken);
        await RunAsync("keys");
        await RunAsync("bench");
        await RunAsync("bench");

        Assert.Equal(
            ["LiveCaptions.Bench", "LiveCaptions.Server", "LiveCaptions.Bench"],
            (await File.ReadAllLinesAsync(Path.Combine(_home, "built"), TestContext.Current.CancellationToken)).Select(Path.GetFileName));
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(_home, "livecaptions"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false
        };
        start.Environment["PATH"] = $"{_home}/bin:{Environment.GetEnvironmentVariable("PATH")}";
        using var script = Process.Start(start)!;
        var complaints = script.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(script.ExitCode == 0, await complaints);
        return said.TrimEnd();
    }

    private void Program(string file, string body)
    {
        var path = Path.Combine(_home, file);
        File.WriteAllText(path, $"#!/usr/bin/env bash\n{body}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
