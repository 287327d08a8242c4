using System.Net;
using System.Net.Http.Headers;
using LiveCaptions.Media;
using LiveCaptions.Server.Outgoing;

namespace LiveCaptions.Server.Import.Links;

/// <summary>One file by HTTP, in as many attempts as it takes: each goes on where the one before was cut off, if the server still has the same file.</summary>
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
            Check(response);
            FoundPage = LinkFetcher.IsPage(response);
            if (!FoundPage)
            {
                await KeepAsync(response, stalled);
            }
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TransientFetchException($"{url.Host} went silent.", e);
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.NameResolutionError)
        {
            throw new TransientFetchException($"There is no host {url.Host}, or no network.", e);
        }
        catch (HttpRequestException e)
        {
            throw Broken(e);
        }
    }

    private RangeRequest? Rest() => _tag is not null && File.Exists(_part) ? new RangeRequest(new FileInfo(_part).Length, _tag) : null;

    private void Check(HttpResponseMessage response)
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
        await using var file = new FileStream(_part, continues ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var total = response.Content.Headers.ContentLength + file.Position;
        if (total > options.MaxBytes)
        {
            throw new MediaReadException(options.TooLarge);
        }

        await using var body = await response.Content.ReadAsStreamAsync(stalled.Token);
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
            if (file.Position + read > options.MaxBytes)
            {
                throw new MediaReadException(options.TooLarge);
            }

            await WriteAsync(file, buffer.AsMemory(0, read), stalled.Token);
            HasProgressed |= file.Position > _furthest;
            _furthest = Math.Max(_furthest, file.Position);
            progress.Report(total is > 0 ? file.Position / (double)total : null);
        }
    }

    // Apart from writing, whose failures are ours.
    private async ValueTask<int> ReadAsync(Stream body, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException e)
        {
            throw Broken(e);
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

    private TransientFetchException Broken(Exception e) => new($"The connection to {url.Host} failed: {e.GetBaseException().Message.TrimEnd('.')}.", e);
}
