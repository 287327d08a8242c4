using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Import.Live;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Sessions.Requests;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;
using SessionOptions = LiveCaptions.Server.Sessions.SessionOptions;

namespace LiveCaptions.Server.Import;

/// <summary>Takes in what is handed over, and opens a session for it.</summary>
public sealed class ImportIntake(
    SessionDirectory directory,
    StreamLoad load,
    EnginePool pool,
    ImportQueue queue,
    LivePulls pulls,
    ImportAddresses addresses,
    ITargetLanguages translation,
    TimeProvider time,
    IOptions<ImportOptions> options,
    IOptions<StorageOptions> storage,
    IOptions<SessionOptions> sessions)
{
    /// <summary>Writes an uploaded file to the folder of imports as it comes.</summary>
    /// <exception cref="ImportRefusedException">There is no file in the form, or it is too large.</exception>
    public async Task<(ImportSource Source, ImportRequest Request)> TakeFileAsync(
        string id, HttpRequest request, CancellationToken cancellationToken)
    {
        var form = await TakeFormAsync(id, request, cancellationToken);
        return (form.Source, form.ToRequest());
    }

    /// <summary>The same, of a form whose fields mean something else.</summary>
    /// <inheritdoc cref="TakeFileAsync"/>
    internal async Task<UploadForm> TakeFormAsync(string id, HttpRequest request, CancellationToken cancellationToken)
    {
        var form = new UploadForm(FileFor(id));
        await form.ReadAsync(request, cancellationToken);
        return form;
    }

    /// <summary>Writes a body that is the file itself to the folder of imports as it comes.</summary>
    /// <param name="name">What it is called where people see it.</param>
    /// <param name="head">What is written before it.</param>
    /// <exception cref="ImportRefusedException">It is too large.</exception>
    internal async Task<ImportSource> TakeBodyAsync(
        string id, Stream body, string name, ReadOnlyMemory<byte> head, CancellationToken cancellationToken)
    {
        var file = FileFor(id);
        await file.RefusingAsync(
            () => file.KeepAsync(body, head, cancellationToken),
            why => new ImportRefusedException(400, "body_unreadable", why), cancellationToken);
        return new ImportSource(name, file.Name);
    }

    /// <exception cref="ImportRefusedException">The body is no JSON, or names no address that is taken.</exception>
    public async Task<(ImportSource Source, ImportRequest Request)> TakeAddressAsync(HttpRequest body, CancellationToken cancellationToken)
    {
        var request = await ReadJsonAsync(body, cancellationToken);
        return (await addresses.TakeAsync(request, cancellationToken), request);
    }

    /// <exception cref="ImportRefusedException">The session asks for what there is not.</exception>
    public async Task<SessionView> OpenAsync(string id, ImportSource source, ImportRequest import)
    {
        if (SessionRequestRules.FindFault(import, pool, translation) is { } fault)
        {
            throw new ImportRefusedException(400, fault.Code, fault.Detail);
        }

        if (source.Live && FindObstacle(import) is { } full)
        {
            throw new ImportRefusedException(503, "full", full);
        }

        source = source with { Track = TrackOf(import, source.Live), ChannelNames = ChannelsOf(import, source.Live) };
        var row = NewSession.Create(id, import, pool, StreamKey.Create(), time.GetUtcNow(), sessions.Value, source);
        await directory.CreateAsync(row);
        if (source.Live)
        {
            pulls.Add(id, source);
        }
        else
        {
            await queue.AddAsync(id);
        }

        return (await directory.ViewAsync(id))!;
    }

    /// <returns>Why no further live stream is pulled now; null when one is.</returns>
    private string? FindObstacle(ImportRequest import)
    {
        var wanted = pool.Wanted(EngineRules.Cleaned(import, pool), import.Language);
        return load.FindObstacle(wanted) ?? (wanted.Loaded is { } engine && pulls.Count >= load.MaxStreams(engine)
            ? "As many live streams are pulled here as may. Try again later."
            : null);
    }

    /// <summary>Nothing is left of what was refused.</summary>
    public void Discard(string id)
    {
        try
        {
            File.Delete(Path.Combine(storage.Value.ImportsDirectory, FileOf(id)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // There never was a file, then; why it was refused is what counts.
        }
    }

    private UploadFile FileFor(string id) =>
        new(Path.Combine(storage.Value.ImportsDirectory, FileOf(id)), options.Value.MaxBytes, new DiskRoom(
            storage.Value.ImportsDirectory, storage.Value.MinFreeBytes));

    internal static string FileOf(string id) => $"{id}.upload";

    private static int? TrackOf(ImportRequest import, bool isLive) => import.Track switch
    {
        < 1 => throw new ImportRefusedException(400, "track_invalid", "track is the number of an audio track, 1 or more."),
        not null when isLive =>
            throw new ImportRefusedException(400, "track_invalid", "track is for files; of a live stream the first track is taken."),
        var track => track,
    };

    private static IReadOnlyList<string>? ChannelsOf(ImportRequest import, bool isLive)
    {
        if (import.SplitChannels is not true)
        {
            return import.Speakers is null
                ? null
                : throw new ImportRefusedException(400, "speakers_invalid", "speakers names channels: send splitChannels=true, too.");
        }

        if (isLive)
        {
            throw new ImportRefusedException(400, "split_invalid", "splitChannels is for files; a live stream's channels are mixed.");
        }

        var (names, fault) = import.Speakers is null
            ? (ChannelNaming.OfStereo, null)
            : ChannelNaming.Parse(import.Speakers, ChannelNaming.OfStereo.Count);
        return fault is null ? names : throw new ImportRefusedException(400, "speakers_invalid", $"speakers {fault}");
    }

    private static async Task<ImportRequest> ReadJsonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            if (request.HasJsonContentType()
                && await request.ReadFromJsonAsync<ImportRequest>(CaptionJson.Options, cancellationToken) is { } read)
            {
                return read;
            }
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw new ImportRefusedException(
            400, "import_invalid", "Send a file as multipart/form-data (part \"file\"), or JSON such as {\"url\": \"https://…\"}.");
    }
}
