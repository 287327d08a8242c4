using System.Net;
using System.Text;
using LiveCaptions.Media.Hls;
using LiveCaptions.Server.Outgoing;

namespace LiveCaptions.Server.Import.Live.Hls;

/// <summary>Brings playlists. Whatever they name is followed by HTTP only, to where the policy lets it.</summary>
internal sealed class HlsLoader(GuardedHttp http)
{
    /// <summary>Bytes by which one is recognised, with the mark of UTF-8 that may stand before.</summary>
    public const int MarkLength = 10;

    /// <summary>By its type, or by its name where the server has no type for it.</summary>
    public static bool IsOne(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() switch
    {
        "application/vnd.apple.mpegurl" or "application/x-mpegurl" or "audio/mpegurl" or "audio/x-mpegurl" => true,
        _ => response.StatusCode == HttpStatusCode.OK
            && response.RequestMessage!.RequestUri!.AbsolutePath.EndsWith(".m3u8", StringComparison.OrdinalIgnoreCase),
    };

    /// <summary>Whether only its beginning tells: servers that do not know playlists send them as any text, or as any bytes.</summary>
    public static bool MayBeOne(HttpResponseMessage response) => response.IsSuccessStatusCode
        && response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() is null
            or "text/plain" or "application/octet-stream" or "binary/octet-stream";

    /// <summary>Reads the beginning of an answer that may be one; the rest of it is of no more use then.</summary>
    public static async Task<bool> BeginsAsOneAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var start = new byte[MarkLength];
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return IsBegin(start.AsSpan(0, await body.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken)));
    }

    /// <param name="start">Of a body, <see cref="MarkLength"/> bytes of it.</param>
    public static bool IsBegin(ReadOnlySpan<byte> start) => start.StartsWith("#EXTM3U"u8) || start.StartsWith("\uFEFF#EXTM3U"u8);

    /// <exception cref="HlsPlaylistException">It is no address that is followed.</exception>
    public static Uri Follow(Uri from, string named) =>
        Uri.TryCreate(from, named, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new HlsPlaylistException("The playlist names an address that is not followed.");

    /// <summary>The playlist of an answer, or the one that has the sound of what it offers.</summary>
    /// <param name="asked">What it is the answer to.</param>
    /// <returns>Null when it is none.</returns>
    /// <exception cref="HlsPlaylistException">It cannot be played here.</exception>
    public async Task<HlsLoaded?> ReadAsync(Uri asked, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        HttpAnswer.Expect(response);
        var text = await TextAsync(response, cancellationToken);
        var address = response.RequestMessage!.RequestUri!;
        return HlsMultivariant.FindAudio(text) is { } named
            ? await LoadAsync(Follow(address, named), cancellationToken)
            : HlsMediaPlaylist.Parse(text) is { } playlist ? new HlsLoaded(asked, address, playlist) : null;
    }

    /// <returns>Null when it is no media playlist.</returns>
    /// <exception cref="HlsPlaylistException">It cannot be played here.</exception>
    public async Task<HlsLoaded?> LoadAsync(Uri address, CancellationToken cancellationToken)
    {
        using var response = await http.OpenAsync(address, range: null, cancellationToken);
        HttpAnswer.Expect(response);
        var playlist = HlsMediaPlaylist.Parse(await TextAsync(response, cancellationToken));
        return playlist is null ? null : new HlsLoaded(address, response.RequestMessage!.RequestUri!, playlist);
    }

    private static async Task<string> TextAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = new BodyPart(
            await response.Content.ReadAsStreamAsync(cancellationToken), skip: 0, length: null, HlsMediaPlaylist.MaxBytes);
        using var text = new MemoryStream();
        await body.CopyToAsync(text, cancellationToken);
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}
