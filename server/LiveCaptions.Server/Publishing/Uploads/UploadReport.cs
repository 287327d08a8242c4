using System.Globalization;

namespace LiveCaptions.Server.Publishing.Uploads;

/// <summary>The queue as a table (RFC 4180).</summary>
public static class UploadReport
{
    private const string Head = "video,language,name,draft,channel,session,file,state,goesAt,finishedAt,attempts,units,captionId,error";

    public static string Csv(IEnumerable<UploadView> uploads) => CsvTable.Of(Head, uploads.Select(upload => new string?[]
    {
        upload.VideoId, upload.Language, upload.Name, upload.Draft ? "true" : "false", upload.Channel, upload.SessionId,
        upload.File, upload.State, At(upload.GoesAt), At(upload.FinishedAt), upload.Attempts.ToString(CultureInfo.InvariantCulture),
        upload.Units.ToString(CultureInfo.InvariantCulture), upload.CaptionId, upload.Error,
    }));

    private static string? At(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
