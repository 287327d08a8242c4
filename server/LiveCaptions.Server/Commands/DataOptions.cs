using System.CommandLine;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Commands;

/// <summary>Commands that work on the server's data, also while it runs.</summary>
internal static class DataOptions
{
    public static Option<string?> Data() =>
        new("--data") { Description = "Folder of the database (default: LIVECAPTIONS_DATA, or data)", HelpName = "DIR" };

    /// <summary>Settings as the server has them from the environment.</summary>
    public static T Settings<T>(string section)
        where T : class, new() =>
        new ConfigurationBuilder().AddEnvironmentVariables("LIVECAPTIONS_").Build().GetSection(section).Get<T>() ?? new T();

    /// <param name="folder">As the command line names it; null takes the environment's.</param>
    public static async Task<CaptionDatabase> OpenAsync(string? folder, CancellationToken cancellationToken)
    {
        FilePrivacy.OwnerOnly();
        var database = new CaptionDatabase(Options.Create(new StorageOptions
        {
            DataDirectory = Path.GetFullPath(
                folder ?? Environment.GetEnvironmentVariable("LIVECAPTIONS_DATA") ?? Path.Combine(HomeFolder.Find(), "data")),
            ConnectionString = Environment.GetEnvironmentVariable("LIVECAPTIONS_Storage__ConnectionString"),
        }));
        await database.PrepareAsync(cancellationToken);
        return database;
    }
}
