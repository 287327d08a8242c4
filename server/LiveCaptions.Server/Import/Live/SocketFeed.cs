using System.Globalization;
using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Outgoing;

namespace LiveCaptions.Server.Import.Live;

/// <summary>
/// A stream whose protocol is ffmpeg's to speak: by TCP through a <see cref="GuardedRelay"/>, which connects and does TLS, SRT with
/// the address that was checked. Its reconnecting is not used: it says nothing of what it left out, and times would slip.
/// </summary>
internal sealed class SocketFeed : ILiveFeed
{
    /// <summary>Calls that it takes to log in: one to be told how, one to get a challenge, one with the answer.</summary>
    private const int RtmpLogIn = 3;

    private readonly FfmpegLiveDecoder _decoder;
    private readonly GuardedRelay? _relay;

    private SocketFeed(FfmpegLiveDecoder decoder, GuardedRelay? relay) => (_decoder, _relay) = (decoder, relay);

    public bool IsWhole => false;

    public string? Complaint { get; private set; }

    public IEnumerable<AudioNotice> Notices => _decoder.Notices;

    /// <param name="patience">How long it waits for a byte.</param>
    /// <param name="time">For how long its pauses may be.</param>
    /// <exception cref="AddressRefusedException">The host leads where it may not.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">It is not known, or does not answer.</exception>
    public static async Task<SocketFeed> OpenAsync(
        Uri url, AddressPolicy policy, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var microseconds = ((long)patience.TotalMicroseconds).ToString(CultureInfo.InvariantCulture);
        if (url.Scheme == "srt")
        {
            var address = (await policy.ResolveAsync(url.IdnHost, url.Port, cancellationToken))[0];
            var pinned = new UriBuilder("srt", address.ToString(), url.Port).Uri.GetLeftPart(UriPartial.Authority);
            var options = SrtAddress.Options(url).Append(KeyValuePair.Create("rw_timeout", microseconds));
            return new SocketFeed(
                await FfmpegLiveDecoder.OfScriptAsync(new FfmpegScript(pinned, "srt", "mpegts", [.. options]), time, cancellationToken),
                relay: null);
        }

        var calls = url.Scheme is "rtmp" or "rtmps" && url.UserInfo.Length > 0 ? RtmpLogIn : 1;
        var relay = await GuardedRelay.OpenAsync(
            url.IdnHost, LiveAddress.PortOf(url), isTls: url.Scheme is "rtmps" or "rtsps", policy, cancellationToken, calls);
        try
        {
            return new SocketFeed(
                await FfmpegLiveDecoder.OfScriptAsync(ScriptOf(url, relay.Port, microseconds), time, cancellationToken), relay);
        }
        catch
        {
            await relay.DisposeAsync();
            throw;
        }
    }

    public async ValueTask<int> ReadAsync(Memory<short> samples, CancellationToken cancellationToken)
    {
        var count = await _decoder.ReadAsync(samples, cancellationToken);
        Complaint = count == 0 ? await _decoder.ReasonAsync() : null;
        return count;
    }

    public async ValueTask DisposeAsync()
    {
        await _decoder.DisposeAsync();
        await (_relay?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    internal static FfmpegScript ScriptOf(Uri url, int port, string microseconds)
    {
        var isRtsp = url.Scheme.StartsWith("rtsp", StringComparison.Ordinal);
        var near =
            new UriBuilder(url) { Scheme = isRtsp ? "rtsp" : "rtmp", Host = "127.0.0.1", Port = port, Fragment = "" }.Uri.AbsoluteUri;
        return isRtsp
            ? new FfmpegScript(near, "tcp", "rtsp", [new("rtsp_transport", "tcp"), new("timeout", microseconds)])
            : new FfmpegScript(
                near, "rtmp,tcp", "flv,live_flv",
                [new("rw_timeout", microseconds), new("rtmp_live", "live"), new("rtmp_tcurl", TcUrl(url))]);
    }

    // A server may have several hosts, told apart by the name. As ffmpeg cuts it: two parts of three or more are the application, else one.
    private static string TcUrl(Uri url)
    {
        var parts = url.AbsolutePath.Trim('/').Split('/');
        return $"{url.Scheme}://{url.Authority}/{string.Join('/', parts[..Math.Min(parts.Length, parts.Length > 2 ? 2 : 1)])}";
    }
}
