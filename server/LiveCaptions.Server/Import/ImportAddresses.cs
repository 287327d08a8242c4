using System.Net.Sockets;
using LiveCaptions.Media.Hls;
using LiveCaptions.Media.Processes;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Import.Links;
using LiveCaptions.Server.Import.Live;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Import;

/// <summary>
/// Looks what is at an address that is handed over: a file, a page, or a live stream; and whether it may be fetched at all.
/// </summary>
public sealed class ImportAddresses(LinkFetcher links, TimeProvider time)
{
    private const int MaxAddress = 2_000;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    /// <exception cref="ImportRefusedException">It names no address that is taken.</exception>
    public async Task<ImportSource> TakeAsync(ImportRequest request, CancellationToken cancellationToken)
    {
        if (request.Url is not { Length: > 0 and <= MaxAddress } text
            || !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || !(LiveAddress.IsWeb(url) || (LiveAddress.IsLiveOnly(url) && request.Live is not false)))
        {
            throw new ImportRefusedException(400, "url_invalid", "url is the address of a media file or a page, beginning with http:// or "
                + "https://, or of a live stream, beginning with http://, https://, rtsp://, srt:// or rtmp://.");
        }

        if (LiveAddress.FindFault(url, MayRedirect(url)) is { } fault)
        {
            throw new ImportRefusedException(400, "url_invalid", fault);
        }

        var isLive = LiveAddress.IsWeb(url) ? await LookAsync(url, request, cancellationToken) : await CheckAsync(url, cancellationToken);
        return new ImportSource(ShownAddress.Of(url), Url: url) { Live = isLive };
    }

    // Tells at once what would fail later; whatever else is the matter shows when it is fetched, with patience.
    /// <returns>Whether it is to be pulled live.</returns>
    private async Task<bool> LookAsync(Uri url, ImportRequest request, CancellationToken cancellationToken)
    {
        if (await TryAsync(stop => links.LookAsync(url, stop), cancellationToken) is not { } look)
        {
            return request.Live ?? false; // It may be there later.
        }

        var live = request.Live ?? look.IsLive;
        if (!live && look.Playlist is { } playlist)
        {
            ExpectRecording(playlist, request);
        }

        if (!live && look.IsPage && !links.KnowsPages)
        {
            throw new ImportRefusedException(
                501, "yt_dlp_missing", $"{url.Host} answers with a page. {new ToolMissingException("yt-dlp", "yt-dlp").Message}");
        }

        return live;
    }

    private static void ExpectRecording(HlsMediaPlaylist playlist, ImportRequest request)
    {
        if (!playlist.IsOver)
        {
            throw new ImportRefusedException(
                400, "live_stream",
                "It is a live stream, which has no end yet. Send \"live\": true to pull it as it is spoken, or import it when it is over.");
        }

        if (request.SplitChannels is true)
        {
            throw new ImportRefusedException(
                400, "split_invalid", "splitChannels is for files; the channels of a recording in segments (HLS) are mixed.");
        }
    }

    // Protocols that know no look: the address must be one that may be.
    private async Task<bool> CheckAsync(Uri url, CancellationToken cancellationToken)
    {
        await TryAsync(stop => links.Policy.ResolveAsync(url.IdnHost, LiveAddress.PortOf(url), stop), cancellationToken);
        return true;
    }

    /// <returns>Null where it could not be had for now.</returns>
    private async Task<T?> TryAsync<T>(Func<CancellationToken, Task<T>> look, CancellationToken cancellationToken)
        where T : class
    {
        using var patience = new CancellationTokenSource(Look, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await look(either.Token);
        }
        catch (AddressRefusedException refused)
        {
            throw new ImportRefusedException(403, "address_refused", refused.Message);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    private bool MayRedirect(Uri url) => links.Policy.AllowsPrivate || links.Policy.IsListed(url.IdnHost, LiveAddress.PortOf(url));
}
