using LiveCaptions.Server.Captions;

namespace LiveCaptions.Server.Import.Links;

/// <summary>Names of files made of what strangers say.</summary>
internal static class FileNames
{
    private const int Longest = 100;
    private static readonly char[] Unsafe = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

    public static string Safe(string name)
    {
        var letters = CaptionText.Cut(CaptionText.Clean(name), Longest).Select(letter => Unsafe.Contains(letter) ? '_' : letter);
        return string.Concat(letters).Trim(' ', '.', '-');
    }
}
