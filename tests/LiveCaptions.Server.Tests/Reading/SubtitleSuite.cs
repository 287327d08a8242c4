using LiveCaptions.Server.Tests.Exports;

namespace LiveCaptions.Server.Tests.Reading;

/// <summary>The caption files that other projects test their parsers with, beside the repository where they are there.</summary>
internal static class SubtitleSuite
{
    public const string Missing = "Needs ../shared/data/subtitles beside the repository.";

    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data", "subtitles"));

    public static bool IsThere => Directory.Exists(Folder);

    public static IEnumerable<string> Files(string below, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Folder, below), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal);
}
