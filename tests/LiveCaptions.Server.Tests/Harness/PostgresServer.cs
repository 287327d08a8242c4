using System.Diagnostics;
using Npgsql;

[assembly: AssemblyFixture(typeof(LiveCaptions.Server.Tests.Harness.PostgresServer))]

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>
/// A real PostgreSQL, as Debian has it, in a folder of its own, reached by a socket in it. Started by the first test that needs it.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("livecaptions-pg-").FullName;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Process? _process;
    private bool _isMade;
    private int _databases;

    /// <returns>By what a new, empty database is reached.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        await StartAsync();
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(To("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return To(name);
    }

    /// <summary>Starts it, or starts it again.</summary>
    public async Task StartAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (!_isMade)
            {
                await MakeAsync();
                _isMade = true;
            }

            _process ??= await RunAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Cuts all connections off and ends it, as an operator does who is in a hurry.</summary>
    public async Task StopAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (_process is { } process)
            {
                await RunToEndAsync("pg_ctl", "stop", "-D", _folder, "-m", "fast", "-w");
                await process.WaitForExitAsync();
                process.Dispose();
                _process = null;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
        _turn.Dispose();
    }

    private string To(string database) => $"Host={_folder};Database={database};Username=livecaptions;Timeout=5";

    private async Task MakeAsync()
    {
        if (Environment.IsPrivilegedProcess)
        {
            // It refuses to run as root; Debian's package makes this user.
            using var chown = Process.Start("chown", ["postgres", _folder]);
            await chown.WaitForExitAsync();
        }

        await RunToEndAsync("initdb", "-D", _folder, "-U", "livecaptions", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
    }

    private async Task<Process> RunAsync()
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process
        {
            StartInfo = StartOf("postgres", [
                "-D", _folder, "-c", "listen_addresses=", "-c", $"unix_socket_directories={_folder}",
                "-c", "fsync=off", "-c", "max_connections=400"
            ]),
        };
        var said = new List<string>();
        process.ErrorDataReceived += (_, line) =>
        {
            lock (said)
            {
                said.Add(line.Data ?? "(it has ended)");
            }

            if (line.Data is null || line.Data.Contains("ready to accept connections", StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }
        };
        process.Start();
        process.BeginErrorReadLine();
        await ready.Task.WaitAsync(Patience);
        lock (said)
        {
            Assert.False(process.HasExited, string.Join('\n', said));
        }

        return process;
    }

    private static async Task RunToEndAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(StartOf(program, arguments))!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, string.Join('\n', await said));
    }

    private static ProcessStartInfo StartOf(string program, IReadOnlyList<string> arguments)
    {
        var path = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin", program))
                .FirstOrDefault(File.Exists)
                ?? program
            : program;
        string[] all = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", path, .. arguments] : [path, .. arguments];
        return new ProcessStartInfo(all[0], all[1..])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/tmp"
        };
    }
}
