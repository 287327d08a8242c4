namespace LiveCaptions.Server.Tests.Exports;

/// <summary>Where the tests' files are.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Fixtures { get; } = Path.Combine(Root, "tests", "Fixtures");

    /// <summary>The scorer that lints caption files, beside the repository where there is one.</summary>
    public static string Scorer { get; } = Path.GetFullPath(Path.Combine(Root, "..", "shared", "tools", "score.py"));

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
