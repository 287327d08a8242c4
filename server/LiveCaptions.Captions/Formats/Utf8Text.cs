using System.Text;

namespace LiveCaptions.Captions.Formats;

/// <summary>A writer for files: UTF-8 without byte order mark, LF line ends, the stream stays open.</summary>
public static class Utf8Text
{
    public static StreamWriter Writer(Stream output) =>
        new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
}
