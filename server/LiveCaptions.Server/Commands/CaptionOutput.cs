using LiveCaptions.Captions.Formats;

namespace LiveCaptions.Server.Commands;

/// <summary>Caption files that commands write.</summary>
internal static class CaptionOutput
{
    /// <summary>Writes a file whole or not at all, in the place of one that is there.</summary>
    public static void Write(string path, ICueFormat format, CaptionDocument document)
    {
        var unfinished = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var file = File.Create(unfinished))
            {
                format.Write(document, file);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}
