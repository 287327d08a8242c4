using System.Net;
using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Hls;
using LiveCaptions.Media.Processes;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Import.Live.Hls;
using LiveCaptions.Server.Outgoing;

namespace LiveCaptions.Server.Import.Links;

/// <summary>
/// Brings what an address leads to into a file: media and HLS recordings directly, pages through yt-dlp. Goes on where it was cut off,
/// also by the end of the process: the files of a fetch begin with one stem, and a note beside them says when all is there.
/// </summary>
public sealed class LinkFetcher(FetchOptions options, TimeProvider time) : IDisposable
{
    /// <summary>What playlists are called of whatever recording.</summary>
    private static readonly HashSet<string> Nameless = new(
        ["audio", "chunklist", "hls", "index", "main", "manifest", "master", "playlist", "prog_index", "stream", "video", "vod"],
        StringComparer.OrdinalIgnoreCase);

    private readonly RetryPolicy _retry = new(time);
    private readonly GuardedHttp _http = new(options.Policy);

    /// <summary>Whether pages can be fetched.</summary>
    public bool KnowsPages => ToolProcess.IsInstalled(options.YtDlp);

    /// <summary>Where it may connect to.</summary>
    internal AddressPolicy Policy => options.Policy;

    /// <summary>Looks at what there is without fetching it.</summary>
    /// <exception cref="MediaReadException">It may not be fetched, or there is nothing.</exception>
    /// <exception cref="HttpRequestException">It cannot be reached.</exception>
    public async Task<LinkLook> LookAsync(Uri url, CancellationToken cancellationToken)
    {
        using var response = await _http.OpenAsync(url, range: null, cancellationToken);
        if (HlsLoader.IsOne(response))
        {
            return new LinkLook(IsPage: false) { Playlist = await ReadPlaylistAsync(url, response, cancellationToken) };
        }

        if (HlsLoader.MayBeOne(response) && await HlsLoader.BeginsAsOneAsync(response, cancellationToken))
        {
            using var again = await _http.OpenAsync(url, range: null, cancellationToken);
            return new LinkLook(IsPage: false) { Playlist = await ReadPlaylistAsync(url, again, cancellationToken) };
        }

        return new LinkLook(IsPage(response))
        {
            IsRadio = response.Headers.Any(header => header.Key.StartsWith("icy-", StringComparison.OrdinalIgnoreCase)),
        };
    }

    /// <param name="stem">Path that the files' names begin with.</param>
    /// <param name="progress">Gets 0 to 1 where the size is known.</param>
    /// <exception cref="MediaReadException">It cannot be had; the message says why.</exception>
    /// <exception cref="ToolMissingException">It needs yt-dlp, which is not installed.</exception>
    public async Task<FetchedMedia> FetchAsync(Uri url, string stem, IProgress<double?> progress, CancellationToken cancellationToken)
    {
        var note = $"{stem}.json";
        if (File.Exists(note))
        {
            return JsonSerializer.Deserialize<FetchedMedia>(await File.ReadAllBytesAsync(note, cancellationToken), CaptionJson.Options)!;
        }

        var fetched = await FetchInTimeAsync(url, stem, progress, cancellationToken);
        await File.WriteAllBytesAsync($"{note}.part", JsonSerializer.SerializeToUtf8Bytes(fetched, CaptionJson.Options), cancellationToken);
        File.Move($"{note}.part", note);
        return fetched;
    }

    public void Dispose() => _http.Dispose();

    private async Task<FetchedMedia> FetchInTimeAsync(
        Uri url, string stem, IProgress<double?> progress, CancellationToken cancellationToken)
    {
        using var late = options.MaxTime == Timeout.InfiniteTimeSpan
            ? new CancellationTokenSource()
            : new CancellationTokenSource(options.MaxTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var download = new Download(_http, url, $"{stem}.media", options, progress);
            await _retry.RunAsync(() => download.RunAsync(either.Token), () => download.HasProgressed, either.Token);
            if (download.FoundPage)
            {
                return await new YtDlp(options, _retry, time).FetchAsync(url, stem, progress, either.Token);
            }

            if (download.FoundPlaylist)
            {
                await new HlsDownload(_http, url, $"{stem}.media", options, _retry, time, progress).RunAsync(either.Token);
            }

            return new FetchedMedia($"{stem}.media", NameOf(url)) { IsMixed = download.FoundPlaylist };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MediaReadException(options.TooSlow);
        }
    }

    // One that cannot be read tells nothing.
    private async Task<HlsMediaPlaylist?> ReadPlaylistAsync(Uri url, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return (await new HlsLoader(_http).ReadAsync(url, response, cancellationToken))?.Playlist;
        }
        catch (MediaReadException exception) when (exception is not AddressRefusedException)
        {
            return null;
        }
    }

    // A list of segments of DASH is yt-dlp's too: it knows how to put them together.
    internal static bool IsPage(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() switch
    {
        "text/html" or "application/xhtml+xml" or "application/dash+xml" => true,
        _ => response.StatusCode == HttpStatusCode.OK
            && response.RequestMessage!.RequestUri!.AbsolutePath.EndsWith(".mpd", StringComparison.OrdinalIgnoreCase),
    };

    /// <summary>
    /// The last part of the path; a recording in segments is called after the folder of its playlist where the playlist is called after
    /// nothing.
    /// </summary>
    private static string NameOf(Uri url)
    {
        var names = url.Segments.Reverse()
            .Select(part => FileNames.Safe(FileNames.WithoutEnding(Uri.UnescapeDataString(part.TrimEnd('/')))));
        var name = url.AbsolutePath.EndsWith(".m3u8", StringComparison.OrdinalIgnoreCase)
            ? names.FirstOrDefault(one => one.Length > 0 && !Nameless.Contains(one))
            : names.First();
        return name is { Length: > 0 } ? name : FileNames.Safe(url.Host);
    }
}
