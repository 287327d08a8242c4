using System.Text;

namespace LiveCaptions.Captions.Reading;

/// <summary>A caption file's bytes as lines of text.</summary>
internal static class FileText
{
    /// <summary>Bytes of a file that are read: ten hours of captions with a style for each word.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    private const int MaxTimes = 200;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The text: UTF-8, UTF-16 where a byte order mark says so, or what Windows took for text before; told among the faults where it is
    /// that.
    /// </summary>
    /// <exception cref="CaptionReadException">It is larger than is read.</exception>
    public static string Decode(ReadOnlySpan<byte> file, CueList cues)
    {
        RequireSize(file);
        if (file is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return (file[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(file[2..]);
        }

        try
        {
            return Strict.GetString(file is [0xEF, 0xBB, 0xBF, ..] ? file[3..] : file);
        }
        catch (DecoderFallbackException)
        {
            cues.Leave(1, "the file is not UTF-8 and was read as Windows-1252; save it as UTF-8 if letters are wrong");
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(file);
        }
    }

    /// <exception cref="CaptionReadException">It is larger than is read.</exception>
    public static void RequireSize(ReadOnlySpan<byte> file)
    {
        if (file.Length > MaxBytes)
        {
            throw new CaptionReadException(
                $"the file has {file.Length / 1024 / 1024} MiB, and no more than {MaxBytes / 1024 / 1024} are read; split it");
        }
    }

    /// <summary>The beginning of a line, as much as times take.</summary>
    public static string Head(string line) => line.Length <= MaxTimes ? line : line[..MaxTimes];

    /// <summary>Lines, whatever they end with.</summary>
    public static string[] Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
}
