using System.Diagnostics;
using System.Text.Json;
using LiveCaptions.Server.Tests.Exports;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Scripts;

/// <summary>What the container must be, read from its file: nothing here can build it.</summary>
public sealed class DockerfileTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "Dockerfile"));

    private static string[] Last => Lines[Array.FindLastIndex(Lines, line => line.StartsWith("FROM ", StringComparison.Ordinal))..];

    [Fact]
    public void It_runs_as_a_user_of_its_own_with_a_fixed_number_that_owns_its_volume()
    {
        Assert.Equal("USER 10001:10001", Assert.Single(Lines, line => line.StartsWith("USER ", StringComparison.Ordinal)));
        Assert.Contains(
            Last, line => line.Contains("install -d -o 10001 -g 10001 -m 0700 /var/lib/livecaptions", StringComparison.Ordinal));
        Assert.Contains("VOLUME /var/lib/livecaptions", Last);
        Assert.DoesNotContain(Last[Array.IndexOf(Last, "USER 10001:10001")..], line => line.StartsWith("RUN ", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_base_is_an_argument_that_has_to_be_a_digest()
    {
        var bases = Lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]).ToList();
        Assert.Equal(3, bases.Count);
        Assert.All(bases, image =>
        {
            Assert.Matches(@"^\$\{[A-Z]+\}\z", image);
            Assert.Contains($"ARG {image[2..^1]}", Lines);
            Assert.Contains(Lines, line => line.StartsWith($"RUN case \"{image}\" in *@sha256:*) ;;", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Heads_are_copied_before_the_server_is_built()
    {
        var copied = Array.IndexOf(Lines, "COPY models/heads models/heads");
        Assert.InRange(copied, 0, Array.FindIndex(Lines, line => line.Contains("dotnet publish", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Health_check_tells_a_server_that_lives_from_none()
    {
        await using var server = await TestServer.StartAsync();
        var check = Lines.Single(line => line.StartsWith("HEALTHCHECK ", StringComparison.Ordinal));
        var command = JsonSerializer.Deserialize<string[]>(check[(check.IndexOf("CMD ", StringComparison.Ordinal) + 4)..])!;

        Assert.Equal(0, await RunAsync(server.Address.Port));
        Assert.NotEqual(0, await RunAsync(FreePorts.Next()));

        async Task<int> RunAsync(int port)
        {
            using var bash = Process.Start(
                new ProcessStartInfo(command[0], command[1..].Select(part => part.Replace("/5080", $"/{port}", StringComparison.Ordinal)))
                {
                    RedirectStandardError = true,
                    UseShellExecute = false
                })!;
            await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
            return bash.ExitCode;
        }
    }
}
