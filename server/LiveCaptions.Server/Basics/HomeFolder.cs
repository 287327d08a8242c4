namespace LiveCaptions.Server.Basics;

/// <summary>The folder that <c>data</c>, <c>models</c> and <c>web-client</c> are in.</summary>
public static class HomeFolder
{
    /// <returns>What LIVECAPTIONS_HOME says; else the repository this program was built in; else the current folder.</returns>
    public static string Find()
    {
        if (Environment.GetEnvironmentVariable("LIVECAPTIONS_HOME") is { Length: > 0 } home)
        {
            return Path.GetFullPath(home);
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LiveCaptions.sln")))
            {
                return folder.FullName;
            }
        }

        return Directory.GetCurrentDirectory();
    }
}
