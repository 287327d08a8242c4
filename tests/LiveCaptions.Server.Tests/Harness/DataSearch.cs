using System.Text;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>Looks through the data folder as somebody who has its files, and not the program.</summary>
internal static class DataSearch
{
    /// <summary>Files of a server's data folder that hold a text, by their names in it.</summary>
    public static IReadOnlyList<string> FilesWith(this TestServer server, string text) => server.FilesWith(Encoding.UTF8.GetBytes(text));

    public static IReadOnlyList<string> FilesWith(this TestServer server, byte[] bytes) => FilesWith(server.Data, bytes);

    public static IReadOnlyList<string> FilesWith(string folder, string text) => FilesWith(folder, Encoding.UTF8.GetBytes(text));

    /// <summary>Waits until no file holds a text.</summary>
    public static Task UntilGoneAsync(this TestServer server, string text) =>
        server.UntilAsync(() => Task.FromResult(server.FilesWith(text).Count == 0));

    // The server's lock is empty, and this runtime heeds it.
    private static List<string> FilesWith(string folder, byte[] bytes) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "server.lock" && Read(file).AsSpan().IndexOf(bytes) >= 0)
            .Select(file => Path.GetRelativePath(folder, file))];

    private static byte[] Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            file.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return []; // It was deleted meanwhile.
        }
    }
}
