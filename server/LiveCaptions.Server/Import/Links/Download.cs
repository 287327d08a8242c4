using System.Net;
using System.Net.Http.Headers;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Import.Live.Hls;
using LiveCaptions.Server.Outgoing;

namespace LiveCaptions.Server.Import.Links;

/// <summary>
/// One file by HTTP, in as many attempts as it takes: each goes on where the one before was cut off, if the server still has the same file.
/// </summary>
internal sealed class Download(GuardedHttp http, Uri url, string path, FetchOptions options, IProgress<double?> progress)
{
    /// <summary>Seconds without a byte after which a connection is dead.</summary>
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(30);

    private readonly string _part = $"{path}.part";
    private readonly DiskRoom _room = new(Path.GetDirectoryName(path)!, options.MinFreeBytes);
    private EntityTagHeaderValue? _tag;
    private long _furthest;

    /// <summary>The last attempt came further than any before.</summary>
    public bool HasProgressed { get; private set; }

    /// <summary>It is no media file but a page; nothing was fetched.</summary>
    public bool FoundPage { get; private set; }

    /// <summary>It is no media file but a list of such, by its type or its beginning; nothing was fetched.</summary>
    public bool FoundPlaylist { get; private set; }

    /// <exception cref="TransientFetchException">It was cut off.</exception>
    /// <exception cref="MediaReadException">It cannot be had.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        HasProgressed = false;
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            stalled.CancelAfter(Stall);
            using var response = await http.OpenAsync(url, Rest(), stalled.Token);
            Check(url, response);
            FoundPage = LinkFetcher.IsPage(response);
            FoundPlaylist = HlsLoader.IsOne(response);
            if (!FoundPage && !FoundPlaylist)
            {
                await KeepAsync(response, stalled);
            }
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TransientFetchException($"{url.Host} went silent.", e);
        }
        catch (HttpRequestException e)
        {
            throw Broken(url, e);
        }
    }

    /// <summary>What to say of a connection that failed.</summary>
    public static TransientFetchException Broken(Uri url, Exception e) => new(
        e is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }
            ? $"There is no host {url.Host}, or no network."
            : $"The connection to {url.Host} failed: {e.GetBaseException().Message.TrimEnd('.')}.",
        e);

    private RangeRequest? Rest() => _tag is not null && File.Exists(_part) ? new RangeRequest(new FileInfo(_part).Length, _tag) : null;

    /// <exception cref="TransientFetchException">It is no success now.</exception>
    /// <exception cref="MediaReadException">It is none, and will not be.</exception>
    public static void Check(Uri url, HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
        {
            var told = HttpAnswer.Told(response, url);
            throw HttpAnswer.MayPass(response) ? new TransientFetchException(told) : new MediaReadException(told);
        }
    }

    private async Task KeepAsync(HttpResponseMessage response, CancellationTokenSource stalled)
    {
        var continues = response.StatusCode == HttpStatusCode.PartialContent;
        _tag = response.Headers.ETag is { IsWeak: false } tag ? tag : null;
        await using var body = await response.Content.ReadAsStreamAsync(stalled.Token);
        var start = continues ? [] : await ReadStartAsync(body, stalled.Token);
        if (HlsLoader.IsBegin(start))
        {
            FoundPlaylist = true;
            return;
        }

        await using var file = new FileStream(
            _part, continues ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var total = response.Content.Headers.ContentLength + file.Position;
        if (total > options.MaxBytes)
        {
            throw new MediaReadException(options.TooLarge);
        }

        await KeepAsync(file, start, total, stalled.Token);
        await CopyAsync(body, file, total, stalled);
        if (file.Position < total)
        {
            throw new TransientFetchException($"{url.Host} ended the file early.");
        }

        File.Move(_part, path, overwrite: true);
    }

    private async Task CopyAsync(Stream body, FileStream file, long? total, CancellationTokenSource stalled)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await ReadAsync(body, buffer, stalled.Token)) > 0)
        {
            stalled.CancelAfter(Stall);
            await KeepAsync(file, buffer.AsMemory(0, read), total, stalled.Token);
        }
    }

    private async Task KeepAsync(FileStream file, ReadOnlyMemory<byte> bytes, long? total, CancellationToken cancellationToken)
    {
        if (file.Position + bytes.Length > options.MaxBytes)
        {
            throw new MediaReadException(options.TooLarge);
        }

        await WriteAsync(file, bytes, cancellationToken);
        HasProgressed |= file.Position > _furthest;
        _furthest = Math.Max(_furthest, file.Position);
        progress.Report(total is > 0 ? file.Position / (double)total : null);
    }

    private async Task<byte[]> ReadStartAsync(Stream body, CancellationToken cancellationToken)
    {
        var start = new byte[HlsLoader.MarkLength];
        var length = 0;
        for (int read;
            length < start.Length && (read = await ReadAsync(body, start.AsMemory(length), cancellationToken)) > 0;
            length += read)
        {
        }

        return start[..length];
    }

    // Apart from writing, whose failures are ours.
    private async ValueTask<int> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException e)
        {
            throw Broken(url, e);
        }
    }

    private async ValueTask WriteAsync(FileStream file, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (_room.IsShortAt(file.Position))
        {
            throw new MediaReadException(_room.Told);
        }

        try
        {
            await file.WriteAsync(bytes, cancellationToken);
        }
        catch (IOException e)
        {
            throw new MediaReadException(DiskFault.Words(e), e);
        }
    }
}
