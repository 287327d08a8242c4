using LiveCaptions.Captions.Editing;
using LiveCaptions.Captions.Formats;
using LiveCaptions.Captions.Reading;
using LiveCaptions.Server.Publishing.YouTube;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Publishing.Uploads;

/// <summary>What of a session, or of a file, goes to YouTube: as it is when it goes, at the video's times.</summary>
internal sealed class UploadContent(
    SessionDirectory sessions, CaptionLanguages languages, CaptionDocuments documents, UploadStore uploads)
{
    /// <exception cref="UploadImpossibleException">There is nothing to send.</exception>
    public async Task<byte[]> ReadAsync(UploadRow row, YouTubeClient youTube, CancellationToken cancellationToken)
    {
        var document = row.SessionId is { } id ? await ReadSessionAsync(id, row, youTube, cancellationToken) : ReadFile(row);
        if (document.Cues.Count == 0)
        {
            throw new UploadImpossibleException(row.SessionId is null
                ? "The file has no captions, or none at the times of the video."
                : "The session has no captions, or none at the times of the video.");
        }

        using var file = new MemoryStream();
        CueFormats.Find(row.Format)!.Write(document, file);
        return file.ToArray();
    }

    private async Task<CaptionDocument> ReadSessionAsync(
        string id, UploadRow row, YouTubeClient youTube, CancellationToken cancellationToken)
    {
        var session = await sessions.ViewAsync(id) ?? throw new UploadImpossibleException($"Session '{id}' was deleted.");

        // A track in a language that it is translated into gets that; in any other, what was said, as its sender knows best.
        var language = (await languages.TranslationsAsync(session))
            .FirstOrDefault(tag => tag.Equals(row.Language, StringComparison.OrdinalIgnoreCase));
        var document = await documents.ReadAsync(
            session, CueFormats.Find(row.Format)!, session.Published,
            marksEmotions: false, new FormatOptions(), language ?? FinalRow.AsSaid);
        return CaptionShift.By(document, row.Offset ?? await FindOffsetAsync(row, session, youTube, cancellationToken));
    }

    /// <summary>How much later the session began than the live stream that the video was; 0 where one of the two never was live.</summary>
    private async Task<double> FindOffsetAsync(
        UploadRow row, SessionView session, YouTubeClient youTube, CancellationToken cancellationToken)
    {
        var offset = StreamOffset.HasOne(session)
            ? StreamOffset.Of(session, await youTube.FindVideoAsync(row.VideoId, cancellationToken))
            : 0;

        // It stays so, and asking costs quota.
        row.Offset = offset;
        await uploads.ChangeAsync(row.Id, stored => stored.Offset = offset);
        return offset;
    }

    private static CaptionDocument ReadFile(UploadRow row)
    {
        var reader = CaptionReaders.Find(Path.GetExtension(row.FileName ?? "").TrimStart('.'))
            ?? throw new UploadImpossibleException($"The file is none of the formats that are read: {CaptionReaders.Names}.");
        try
        {
            return CaptionShift.By(reader.Read(row.Content ?? []).ToDocument(row.Id), row.Offset ?? 0);
        }
        catch (CaptionReadException exception)
        {
            throw new UploadImpossibleException(exception.Message);
        }
    }
}
