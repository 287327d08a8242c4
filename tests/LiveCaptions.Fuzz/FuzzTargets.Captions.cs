using LiveCaptions.Captions.Formats;
using LiveCaptions.Captions.Reading;

namespace LiveCaptions.Fuzz;

public static partial class FuzzTargets
{
    /// <summary>
    /// A caption file that somebody corrected elsewhere. What is read of it is in order, and every format writes it; our own of the
    /// same kind is read again.
    /// </summary>
    private static Action<byte[]> CaptionFileOf(string extension)
    {
        var (reader, own) = (CaptionReaders.Find(extension)!, CueFormats.Find(extension)!);
        return input =>
        {
            try
            {
                var file = reader.Read(input);
                Check(file);
                var document = file.ToDocument("fuzzed") with { Tell = _ => { } };
                foreach (var format in CueFormats.All.Where(format => format != own))
                {
                    format.Write(document, Stream.Null);
                }

                using var written = new MemoryStream();
                own.Write(document, written);
                Require(file.Cues.Count == 0 || extension == "scc" || reader.Read(written.ToArray()).Cues.Count == file.Cues.Count);
            }
            catch (CaptionReadException)
            {
                // The documented refusal.
            }
        };
    }

    private static void Check(CaptionFile file)
    {
        for (var i = 0; i < file.Cues.Count; i++)
        {
            var cue = file.Cues[i];
            Require(cue.Start >= 0 && cue.End > cue.Start && (i == 0 || cue.Start >= file.Cues[i - 1].Start));
            Require(cue.Lines.Count > 0
                && cue.Lines.All(line => line.Length > 0 && !line.Contains('\n', StringComparison.Ordinal)) && cue.Speaker != "");
        }
    }
}
