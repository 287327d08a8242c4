using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Import.Live.Hls;
using LiveCaptions.Server.Outgoing;

namespace LiveCaptions.Server.Import.Live;

/// <summary>Begins to pull an address, in the way that belongs to it.</summary>
internal static class LiveFeeds
{
    /// <exception cref="MediaReadException">There is nothing to pull.</exception>
    /// <exception cref="HttpRequestException">It cannot be reached.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">It cannot be reached.</exception>
    public static async Task<ILiveFeed> OpenAsync(Uri url, GuardedHttp http, LivePullContext around, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(around.Stall, around.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return LiveAddress.IsWeb(url)
                ? await OpenWebAsync(url, http, around.Time, either.Token)
                : await SocketFeed.OpenAsync(url, around.Links.Policy, around.Stall, around.Time, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MediaReadException($"{url.Host} does not answer within {around.Stall.TotalSeconds:0.#} s.");
        }
    }

    private static async Task<ILiveFeed> OpenWebAsync(Uri url, GuardedHttp http, TimeProvider time, CancellationToken cancellationToken)
    {
        var response = await http.OpenAsync(url, range: null, cancellationToken);
        try
        {
            HttpAnswer.Expect(response);
            var isPlaylist = HlsLoader.IsOne(response);
            if (!isPlaylist && HlsLoader.MayBeOne(response))
            {
                isPlaylist = await HlsLoader.BeginsAsOneAsync(response, cancellationToken);
                response.Dispose();
                response = await http.OpenAsync(url, range: null, cancellationToken);
                HttpAnswer.Expect(response);
            }

            if (!isPlaylist)
            {
                return new BodyFeed(response, time);
            }

            var list = await new HlsLoader(http).ReadAsync(url, response, cancellationToken)
                ?? throw new MediaReadException("It is a playlist, but not one of HLS.");
            response.Dispose();
            return new HlsFeed(http, list, time);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
