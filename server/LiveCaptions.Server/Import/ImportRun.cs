using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Processes;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Import.Links;
using LiveCaptions.Server.Ingest;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Import;

/// <summary>
/// One import from its file to its session's end: publishes the file's samples as fast as they are recognised. What a stopped server
/// had recorded is decoded again and dropped: decoders count samples exactly only from the start.
/// </summary>
public sealed partial class ImportRun(
    SessionDirectory directory,
    LiveSessions live,
    SessionAdmission admission,
    LoadedEngine loaded,
    EnginePool pool,
    ImportProgress progress,
    LinkFetcher links,
    TimeProvider time,
    IOptions<StorageOptions> storage,
    ILogger<ImportRun> logger)
{
    /// <summary>
    /// How far reading goes ahead of recognition: enough to keep it busy, little to wait for when somebody ends the import.
    /// </summary>
    private const int SecondsAhead = 30;

    /// <summary>Of two tracks neither may be heard much before the other: finals go out in the order of their starts.</summary>
    private const int SecondsAheadSplit = 5;

    /// <summary>Completes when the session has ended.</summary>
    /// <exception cref="OperationCanceledException">Somebody ended it, or the server stops.</exception>
    public async Task RunAsync(string id, CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(id) is not { State: SessionState.Created or SessionState.Live or SessionState.Finishing } row)
        {
            return;
        }

        var source = ImportSource.FromJson(row.Import)!;
        try
        {
            if (source.IsLost)
            {
                throw new MediaReadException("the data folder's secret-keys are not those that it was encrypted with. Import it again.");
            }

            if (row.State != SessionState.Finishing)
            {
                source = await FetchAsync(id, source, LanguagesOf(row), cancellationToken);
                var file = Path.Combine(storage.Value.ImportsDirectory, source.File!);
                await PublishAsync(id, file, source, row.Language, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is MediaReadException or ToolMissingException)
        {
            LogUnreadable(logger, id, source.Shown, ShownAddress.Clean(exception.Message));
            var reason = exception is ToolMissingException ? SessionEndReason.ToolMissing : SessionEndReason.SourceUnreadable;
            await directory.FailAsync(id, reason, $"{source.Shown}: {ShownAddress.Clean(exception.Message)}");
        }

        await (live.Find(id)?.Ended ?? Task.CompletedTask).WaitAsync(cancellationToken);
    }

    private IReadOnlyList<string> LanguagesOf(SessionRow row) =>
        pool.Wanted(SessionSettings.FromJson(row.Settings).Engines, row.Language).Languages;

    private async Task<ImportSource> FetchAsync(
        string id, ImportSource source, IReadOnlyList<string> languages, CancellationToken cancellationToken)
    {
        if (source.Url is null || source.File is not null)
        {
            return source;
        }

        progress.Set(id, new ImportStatus("Fetching"));
        var media = await links.FetchAsync(
            source.Url, Path.Combine(storage.Value.ImportsDirectory, id), new FetchShare(progress, id), cancellationToken);
        if (source.ChannelNames is not null)
        {
            media.ExpectChannels();
        }

        var fetched = source with { File = Path.GetFileName(media.File), Chapters = media.Chapters, Captions = media.Captions };
        var language = LanguageTag.Match(media.Language, languages) is null ? null : media.Language;
        await directory.DescribeAsync(id, fetched, media.Title ?? media.Name, language);
        return fetched;
    }

    private async Task PublishAsync(string id, string file, ImportSource source, string? language, CancellationToken cancellationToken)
    {
        var channels = source.ChannelNames;
        await using var audio = await ImportAudio.OpenAsync(
            file, new MediaChoice(source.Track, language), split: channels is not null, time, cancellationToken);

        // Whether it can be read at all shows before anything is live.
        var read = await audio.ReadAsync(cancellationToken);
        Show(id, audio);
        if (await AttachAsync(id, channels ?? (IReadOnlyList<string?>)[null], cancellationToken) is not { } connection)
        {
            return;
        }

        await using var leaving = connection;
        var tracks = connection.Tracks;

        var notices = new NoticeReport(notice => tracks.Notify(notice));
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, connection.Over);
            var ahead = (channels is null ? SecondsAhead : SecondsAheadSplit) * AudioFormat.SampleRate;
            for (var skip = tracks.Position; read > 0; read = await audio.ReadAsync(stop.Token))
            {
                var known = (int)Math.Min(skip, read);
                skip -= known;
                await tracks.AppendAsync(audio.Samples(known..read));
                await tracks.WaitForRecognitionAsync(ahead, stop.Token);
                notices.Tell(audio.Notices);
                Show(id, audio);
            }

            notices.TellAll([.. audio.Notices]);
            await tracks.CloseAsync();
        }
        catch (OperationCanceledException) when (connection.Over.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The session takes no more: it has said why itself.
        }
        finally
        {
            connection.Leave(saidGoodbye: true);
        }
    }

    private void Show(string id, ImportAudio audio) => progress.Set(id, new ImportStatus("Transcribing", audio.Duration?.TotalSeconds));

    /// <summary>Trouble of the storage is waited out: an import can wait.</summary>
    /// <returns>Null when the session has ended meanwhile.</returns>
    private async Task<PublisherConnection?> AttachAsync(string id, IReadOnlyList<string?> speakers, CancellationToken cancellationToken)
    {
        for (var failures = 1; ; failures++)
        {
            var (publishers, obstacle, detail) = await admission.AttachAsync(id, speakers, loaded.Engine, takeoverAfter: TimeSpan.Zero);
            if (obstacle is not (PublishObstacle.StorageFull or PublishObstacle.StorageFailed))
            {
                if (obstacle != PublishObstacle.None)
                {
                    LogNotAttached(logger, id, obstacle);
                }

                return publishers.Count > 0 ? new PublisherConnection(id, publishers, time) : null;
            }

            progress.Set(id, new ImportStatus($"Waiting: {detail}"));
            await Task.Delay(StorageRetry.WaitAfter(failures), time, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {Session}: {Source} cannot be imported: {Reason}")]
    private static partial void LogUnreadable(ILogger logger, string session, string source, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Session}: nothing is imported: {Obstacle}")]
    private static partial void LogNotAttached(ILogger logger, string session, PublishObstacle obstacle);
}
