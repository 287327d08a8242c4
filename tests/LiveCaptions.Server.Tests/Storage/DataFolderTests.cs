using System.Diagnostics;
using System.Runtime.Versioning;
using LiveCaptions.Server.Commands;
using LiveCaptions.Server.Hosting;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Storage;

[UnsupportedOSPlatform("windows")]
public sealed class DataFolderTests : IDisposable
{
    private const UnixFileMode Others = (UnixFileMode)0b000_111_111;
    private readonly string _folder = Directory.CreateTempSubdirectory("livecaptions-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Data_that_everybody_could_read_is_the_owners_alone_after_a_start()
    {
        string copy;
        await using (var before = await TestServer.StartAsync())
        {
            await before.PublishedAsync(new { }, FakeSpeech.Say(1));
            copy = before.CopyOfData();
        }

        await File.WriteAllTextAsync(Path.Combine(copy, "somebody-elses.txt"), "");
        foreach (var path in Directory.EnumerateFileSystemEntries(copy, "*", SearchOption.AllDirectories).Append(copy))
        {
            File.SetUnixFileMode(path, Directory.Exists(path) ? (UnixFileMode)0b111_101_101 : (UnixFileMode)0b110_100_100);
        }

        await using var server = await TestServer.StartAsync(copy);

        Assert.Equal(["somebody-elses.txt"], Open(copy));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(copy));
    }

    [Fact]
    public async Task Folder_for_everybody_stays_so_and_what_the_server_has_in_it_does_not()
    {
        var shared = (UnixFileMode)0b111_111_111 | UnixFileMode.StickyBit;
        File.SetUnixFileMode(_folder, shared);
        var database = new CaptionDatabase(Microsoft.Extensions.Options.Options.Create(new StorageOptions { DataDirectory = _folder }));
        await database.PrepareAsync(CancellationToken.None);
        database.Dispose();

        Assert.Equal(shared, File.GetUnixFileMode(_folder));
        Assert.DoesNotContain("recordings", Open(_folder));
    }

    [Fact]
    public async Task Keys_of_an_older_server_are_found_in_their_new_folder()
    {
        string copy;
        await using (var older = await TestServer.StartAsync())
        {
            older.Services.GetRequiredService<CaptionDatabase>().Vault.Protect(SecretKind.VoiceProfile, "p1", [1, 2, 3]);
            copy = older.CopyOfData();
        }

        Directory.Move(Path.Combine(copy, "secret-keys"), Path.Combine(copy, "profile-keys"));
        var before = Directory.GetFiles(Path.Combine(copy, "profile-keys")).Select(Path.GetFileName);

        await using var server = await TestServer.StartAsync(copy);

        Assert.Equal(before, Directory.GetFiles(Path.Combine(copy, "secret-keys")).Select(Path.GetFileName));
        Assert.False(Directory.Exists(Path.Combine(copy, "profile-keys")));
    }

    [Theory]
    [InlineData("keys create --scope admin", ExitCodes.Done)]
    [InlineData("serve --urls http://127.0.0.1:0", ExitCodes.Missing)]
    public async Task Command_writes_nothing_that_others_may_read(string command, int code)
    {
        var data = Path.Combine(_folder, "data");
        var program = typeof(ServerHost).Assembly.Location;
        using var process = Process.Start(new ProcessStartInfo(
            "sh", ["-c", $"umask 022; exec dotnet '{program}' {command} --data '{data}'"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["LIVECAPTIONS_MODELS"] = Path.Combine(_folder, "no-models"),
                ["LIVECAPTIONS_MODEL_SOURCE"] = _folder,
                ["LIVECAPTIONS_Rtmp__Port"] = "0",
            },
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System).Token);

        Assert.True(process.ExitCode == code, $"{process.ExitCode}: {await output} {await error}");
        Assert.Contains("livecaptions.db", Directory.EnumerateFiles(data).Select(Path.GetFileName));
        Assert.Empty(Open(data));
    }

    /// <summary>Names of what others have rights to.</summary>
    private static IEnumerable<string> Open(string folder) => Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
        .Append(folder)
        .Where(path => (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
        .Select(path => Path.GetRelativePath(folder, path));
}
