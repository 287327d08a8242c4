using System.Text;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Import.Links;

namespace LiveCaptions.Fuzz;

/// <summary>What programs say about files and pages of strangers, who have a word in it.</summary>
public static partial class FuzzTargets
{
    private const string ImportedFile = "file:/srv/livecaptions/imports/0123.upload";

    /// <summary>Words on stderr, in which a file's own name stands where the input has an @.</summary>
    private static void FfmpegSays(byte[] input)
    {
        var words = Encoding.UTF8.GetString(input).Replace("@", ImportedFile, StringComparison.Ordinal);
        var messages = new FfmpegMessages(new StringReader(words));
        if (!messages.Completion.IsCompletedSuccessfully)
        {
            throw new InvalidOperationException("It did not hear to the end.");
        }

        _ = (messages.Duration, messages.HidesStart, FfmpegProbe.ParsePicture(words));
        var reason = messages.Reason(ImportedFile) ?? "";
        if (reason.Contains("/srv/livecaptions/imports/", StringComparison.Ordinal)
            || reason.Length > 700 || reason.AsSpan().IndexOfAny('\r', '\n', '\u001b') >= 0)
        {
            throw new InvalidOperationException("Not a short line without paths.");
        }
    }

    private static void YtDlpSays(byte[] input)
    {
        try
        {
            var page = PageInfo.Parse(Encoding.UTF8.GetString(input));
            if (page.Title?.Length > 500 || page.Chapters?.Count > 1_000 || page.Captions?.Count > 1_000)
            {
                throw new InvalidOperationException("More than can be shown.");
            }
        }
        catch (MediaReadException)
        {
            // The documented refusal.
        }
    }
}
