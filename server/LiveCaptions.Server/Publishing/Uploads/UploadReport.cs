using System.Globalization;
using System.Text;

namespace LiveCaptions.Server.Publishing.Uploads;

/// <summary>The queue as a table (RFC 4180).</summary>
public static class UploadReport
{
    private const string Head = "video,language,name,draft,channel,session,file,state,goesAt,finishedAt,attempts,units,captionId,error";

    public static string Csv(IEnumerable<UploadView> uploads)
    {
        var text = new StringBuilder(Head).Append("\r\n");
        foreach (var upload in uploads)
        {
            string?[] cells =
            [
                upload.VideoId, upload.Language, upload.Name, upload.Draft ? "true" : "false", upload.Channel, upload.SessionId,
                upload.File, upload.State, At(upload.GoesAt), At(upload.FinishedAt), upload.Attempts.ToString(CultureInfo.InvariantCulture),
                upload.Units.ToString(CultureInfo.InvariantCulture), upload.CaptionId, upload.Error,
            ];
            text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
        }

        return text.ToString();
    }

    private static string? At(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // What a spreadsheet would take for a formula is kept from being one.
    private static string Cell(string? text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text ?? "";
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
