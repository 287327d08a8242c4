namespace LiveCaptions.Server.Import.Links;

/// <summary>Names of files made of what strangers say.</summary>
internal static class FileNames
{
    private const int Longest = 100;
    private static readonly char[] Unsafe = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

    public static string Safe(string name)
    {
        var letters = name.Select(letter => char.IsControl(letter) || Unsafe.Contains(letter) ? '_' : letter).Take(Longest).ToArray();
        return new string(letters).Trim(' ', '.', '-');
    }
}
