namespace LiveCaptions.Speech.Tests;

/// <summary>The inputs that fuzzing starts from and has found, as ordinary tests.</summary>
internal static class Corpus
{
    public static TheoryData<string> Names(string target) =>
        [.. Directory.EnumerateFiles(Folder(target)).Select(f => Path.GetFileName(f)).Order()];

    public static byte[] Read(string target, string name) => File.ReadAllBytes(Path.Combine(Folder(target), name));

    private static string Folder(string target) => Path.Combine(AppContext.BaseDirectory, "Corpus", target);
}
