namespace LiveCaptions.Speech.Tests.Models;

/// <summary>Where the tests' files are.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Pulled models, one folder per catalog id.</summary>
    public static string Models { get; } =
        Environment.GetEnvironmentVariable("LIVECAPTIONS_MODELS") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Root, "models", "weights");

    /// <summary>Real audio with its truth, beside the repository where there is one.</summary>
    public static string SharedData { get; } = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data"));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "LiveCaptions.sln")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException($"No LiveCaptions.sln above {AppContext.BaseDirectory}.");
        }

        return folder;
    }
}
